package io.escapement.perf.path;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import info.bitrich.xchangestream.binance.dto.BinanceWebsocketTransaction;
import info.bitrich.xchangestream.binance.dto.market.DepthBinanceWebSocketTransaction;
import info.bitrich.xchangestream.service.netty.StreamingObjectMapperHelper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.perf.recording.Loop;
import org.knowm.xchange.binance.dto.marketdata.BinanceOrderbook;
import org.knowm.xchange.currency.CurrencyPair;
import org.knowm.xchange.dto.Order.OrderType;
import org.knowm.xchange.dto.marketdata.OrderBook;
import org.knowm.xchange.dto.marketdata.OrderBookUpdate;
import org.knowm.xchange.dto.trade.LimitOrder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * XChange-stream's own Binance classes, called as its {@code BinanceStreamingMarketDataService} calls them, without
 * socket and Rx: bytes to tree, tree to {@code DepthBinanceWebSocketTransaction}, its levels to
 * {@code OrderBookUpdate}s, each to {@code OrderBook.update}.
 */
final class XChangePath implements FramePath {
    private static final String NAME = "XChange-stream 5.2.4";

    private final Loop loop;
    private final ObjectMapper mapper = StreamingObjectMapperHelper.getObjectMapper();
    private final JavaType type = mapper.getTypeFactory().constructParametricType(
        BinanceWebsocketTransaction.class, DepthBinanceWebSocketTransaction.class);
    private final Map<String, CurrencyPair> pairs = new HashMap<>();
    private final Map<String, OrderBook> books = new HashMap<>();
    private final String[] streams;

    XChangePath(Loop loop) {
        this.loop = loop;
        streams = new String[loop.instruments().size()];
        for (int i = 0; i < streams.length; i++) {
            final Instrument instrument = loop.instruments().get(i);
            final CurrencyPair pair = new CurrencyPair("B" + instrument.id(), "Q");
            streams[i] = stream(loop.array(firstFrame(i)));
            pairs.put(streams[i], pair);
            final List<LimitOrder> bids = new ArrayList<>();
            final List<LimitOrder> asks = new ArrayList<>();
            Snapshots.read(loop.snapshot(i),
                (price, quantity) -> bids.add(new LimitOrder(OrderType.BID, quantity, pair, null, null, price)),
                (price, quantity) -> asks.add(new LimitOrder(OrderType.ASK, quantity, pair, null, null, price)));
            books.put(streams[i], new OrderBook(null, asks, bids));
        }
    }

    private int firstFrame(int instrument) {
        int frame = 0;
        while (loop.instrument(frame) != instrument) {
            frame++;
        }
        return frame;
    }

    private String stream(byte[] frame) {
        return read(frame).getStream();
    }

    private BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction> read(byte[] frame) {
        try {
            final JsonNode tree = mapper.readTree(frame);
            return mapper.readValue(mapper.treeAsTokens(tree), type);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public long onFrame(int frame) {
        final BinanceWebsocketTransaction<DepthBinanceWebSocketTransaction> message = read(loop.array(frame));
        final CurrencyPair pair = pairs.get(message.getStream());
        final OrderBook book = books.get(message.getStream());
        final DepthBinanceWebSocketTransaction depth = message.getData();
        final BinanceOrderbook levels = depth.getOrderBook();
        final Date time = depth.getEventTime();
        levels.bids.forEach((price, quantity) ->
            book.update(new OrderBookUpdate(OrderType.BID, quantity, pair, price, time, quantity)));
        levels.asks.forEach((price, quantity) ->
            book.update(new OrderBookUpdate(OrderType.ASK, quantity, pair, price, time, quantity)));
        return checksum(book.getBids()) + checksum(book.getAsks());
    }

    private static long checksum(List<LimitOrder> side) {
        long checksum = 0;
        for (int i = 0; i < Math.min(TOP, side.size()); i++) {
            final LimitOrder level = side.get(i);
            checksum += level.getLimitPrice().hashCode() ^ level.getOriginalAmount().hashCode();
        }
        return checksum;
    }

    @Override
    public long pass() {
        long checksum = 0;
        for (int i = 0; i < loop.recorded(); i++) {
            checksum += onFrame(i);
        }
        return checksum;
    }

    @Override
    public void top(int instrument, long[] into) {
        final OrderBook book = books.get(streams[instrument]);
        copy(book.getBids(), loop.instruments().get(instrument), into, 0);
        copy(book.getAsks(), loop.instruments().get(instrument), into, 2 * TOP);
    }

    private static void copy(List<LimitOrder> side, Instrument instrument, long[] into, int from) {
        for (int i = 0; i < TOP; i++) {
            final boolean there = i < side.size();
            into[from + 2 * i] =
                there ? TopLevels.mantissa(side.get(i).getLimitPrice(), instrument.priceExponent()) : 0;
            into[from + 2 * i + 1] =
                there ? TopLevels.mantissa(side.get(i).getOriginalAmount(), instrument.quantityExponent()) : 0;
        }
    }
}
