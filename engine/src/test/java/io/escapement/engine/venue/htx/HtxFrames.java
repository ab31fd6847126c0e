package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.WireBench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.zip.GZIPOutputStream;

/** Frames as the sheet and recordings have them, instruments for them, and benches. */
final class HtxFrames {
    static final Instrument BTC = spot(1, "btcusdt", -2, -6, HtxDepth.MBP_150);
    static final Instrument ETH = spot(2, "ethusdt", -2, -4, HtxDepth.STEP0);
    static final Instrument BTC_SWAP = swap(3, "BTC-USDT", -1, HtxDepth.HIGH_FREQUENCY_150);
    static final Instrument ETH_SWAP = swap(4, "ETH-USDT", -2, HtxDepth.STEP0);
    static final Instrument TINY = spot(5, "mexbtc", -10, -2, HtxDepth.STEP0);
    static final List<Instrument> INSTRUMENTS = List.of(BTC, ETH, BTC_SWAP, ETH_SWAP, TINY);

    static final String MBP = "{\"ch\":\"market.btcusdt.mbp.150\",\"ts\":1593561601106,\"tick\":{\"seqNum\":"
        + "109409288253,\"prevSeqNum\":109409288226,\"asks\":[[9138.67,0.036178]],\"bids\":[[9137.67,0]]}}";
    static final String REPLY = "{\"id\":\"1\",\"status\":\"ok\",\"ts\":1593561601666,\"rep\":"
        + "\"market.btcusdt.mbp.150\",\"data\":{\"bids\":[[9137.67,4.683547],[9137.35,0.0089]],\"asks\":[[9137.68,"
        + "0.190075],[9137.75,0.01]],\"seqNum\":109409288160}}";
    static final String STEP0 = "{\"ch\":\"market.ethusdt.depth.step0\",\"ts\":1630983549503,\"tick\":{\"bids\":"
        + "[[2690.69,0.3628],[2690.68,0.2]],\"asks\":[[2690.7,0.3725]],\"version\":136998124622,\"ts\":1630983549500}}";
    static final String SWAP_STEP0 = "{\"ch\":\"market.ETH-USDT.depth.step0\",\"ts\":1603707576468,\"tick\":{\"mrid\":"
        + "131596447,\"id\":1603707576,\"bids\":[[307.19,38],[306,5]],\"asks\":[[308.19,197]],\"ts\":1603707576467,"
        + "\"version\":1603707576,\"ch\":\"market.ETH-USDT.depth.step0\"}}";
    static final String SNAPSHOT = "{\"ch\":\"market.BTC-USDT.depth.size_150.high_freq\",\"tick\":{\"asks\":"
        + "[[13081.9,206],[13099.7,371]],\"bids\":[[13071.9,38],[13060,400]],\"ch\":"
        + "\"market.BTC-USDT.depth.size_150.high_freq\",\"event\":\"snapshot\",\"id\":131597620,\"mrid\":131597620,"
        + "\"ts\":1603707712356,\"version\":1512467},\"ts\":1603707712357}";
    static final String UPDATE = "{\"ch\":\"market.BTC-USDT.depth.size_150.high_freq\",\"tick\":{\"asks\":"
        + "[[13081.9,0]],\"bids\":[],\"event\":\"update\",\"mrid\":131597621,"
        + "\"ts\":1603707712366,\"version\":1512468},\"ts\":1603707712367}";
    static final String TRADES = "{\"ch\":\"market.btcusdt.trade.detail\",\"ts\":1618678048500,\"tick\":{\"id\":"
        + "326373293,\"ts\":1618678048496,\"data\":[{\"id\":326373293255757297982681,\"ts\":1618678048496,"
        + "\"tradeId\":1311318,\"amount\":0.078924,\"price\":716.0,\"direction\":\"sell\"},{\"id\":"
        + "1.0003317158754671e+22,\"ts\":1618678048497,\"amount\":1e-5,\"price\":7.1601e2,\"direction\":\"buy\"}]}}";
    static final String SWAP_TRADE = "{\"ch\":\"market.BTC-USDT.trade.detail\",\"ts\":1645129626929,\"tick\":{\"id\":"
        + "96710412045,\"ts\":1645129626912,\"data\":[{\"amount\":20,\"quantity\":0.02,\"trade_turnover\":819.806,"
        + "\"ts\":1645129626912,\"id\":967104120450000,\"price\":40990.3,\"direction\":\"buy\"}]}}";
    static final String BBO = "{\"ch\":\"market.btcusdt.bbo\",\"ts\":1630994555540,\"tick\":{\"seqId\":137005210233,"
        + "\"ask\":52665.02,\"askSize\":1.502181,\"bid\":52665.01,\"bidSize\":0.178567,\"quoteTime\":1630994555539,"
        + "\"symbol\":\"btcusdt\"}}";
    static final String SWAP_BBO = "{\"ch\":\"market.BTC-USDT.bbo\",\"ts\":1603707934525,\"tick\":{\"mrid\":131599726,"
        + "\"id\":1603707934,\"bid\":[13064,38],\"ask\":[13072.3,205],\"ts\":1603707934525,\"version\":131599726,"
        + "\"ch\":\"market.BTC-USDT.bbo\"}}";
    static final String PING = "{\"ping\":1618678073643}";
    static final String FUNDING = "{\"op\":\"notify\",\"topic\":\"public.*.funding_rate\",\"ts\":1603778748166,"
        + "\"data\":[{\"symbol\":\"BTC\",\"contract_code\":\"BTC-USDT\",\"fee_asset\":\"USDT\",\"funding_time\":"
        + "\"1603778700000\",\"funding_rate\":\"-0.000220068775\",\"settlement_time\":\"1603785600000\","
        + "\"estimated_rate\":null}]}";
    static final String LIQUIDATION = "{\"op\":\"notify\",\"topic\":\"public.*.liquidation_orders\",\"ts\":"
        + "1639122193214,\"data\":[{\"symbol\":\"BTC\",\"contract_code\":\"BTC-USDT\",\"direction\":\"sell\","
        + "\"offset\":\"close\",\"volume\":432,\"price\":23350.5,\"created_at\":1639122193172,\"amount\":0.432}]}";
    static final String MARK_PRICE = "{\"ch\":\"market.BTC-USDT.mark_price.1min\",\"ts\":1603707870528,\"tick\":{"
        + "\"vol\":\"0\",\"close\":\"13068.87654321999\",\"count\":\"0\",\"high\":\"13072.1\",\"id\":1603707840,"
        + "\"low\":\"13067.9\",\"open\":\"13070\",\"trade_turnover\":\"0\",\"amount\":\"0\"}}";
    static final List<String> ALL = List.of(MBP, REPLY, STEP0, SWAP_STEP0, SNAPSHOT, UPDATE, TRADES, SWAP_TRADE, BBO,
        SWAP_BBO, FUNDING, LIQUIDATION, MARK_PRICE);

    private HtxFrames() {
    }

    static Instrument spot(int id, String symbol, int priceExponent, int quantityExponent, HtxDepth depth) {
        return new Instrument(id, Venue.HTX, symbol, "A", "B", priceExponent, quantityExponent, 1, 1, 1, Long.MAX_VALUE,
            1, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "A/B", depth.rules());
    }

    static Instrument swap(int id, String symbol, int priceExponent, HtxDepth depth) {
        return new Instrument(id, Venue.HTX, symbol, "A", "USDT", priceExponent, -1, 1, 10, 10, Long.MAX_VALUE, 0,
            InstrumentStatus.TRADING, InstrumentKind.LINEAR, 100_000, "A/USDT", depth.rules());
    }

    static BiFunction<Inlet, ControlListener, FrameDecoder> maker(Collection<Instrument> instruments) {
        return (inlet, control) -> new HtxFrameDecoder(inlet, new InstrumentLookup(instruments), control,
            WireBench.CONNECTION, Provenance.CAPTURE, HtxFrameDecoder.SwapAmounts.BOTH_SIDES, 1 << 24);
    }

    static byte[] pack(String text) {
        return pack(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] pack(byte[] text) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
