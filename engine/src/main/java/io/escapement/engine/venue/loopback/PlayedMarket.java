package io.escapement.engine.venue.loopback;

import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.loopback.exchange.Exchange;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes what is played to where orders are matched: what the venue knows, whatever faults make of it for clients. */
final class PlayedMarket {
    private static final long NO_TIME = Long.MIN_VALUE;

    private final Exchange exchange;
    /** Whose trades come one by one: their sums are not to be counted again. */
    private final Set<String> singly = new HashSet<>();

    PlayedMarket(final Exchange exchange) {
        this.exchange = exchange;
    }

    /** A book has become known, or is another one now. */
    void whole(final Truth book, final long timeNs) {
        exchange.wholeBook(book.symbol());
        book.bids().forEach((price, quantity) -> exchange.level(book.symbol(), true, price, quantity));
        book.asks().forEach((price, quantity) -> exchange.level(book.symbol(), false, price, quantity));
        exchange.depthEnd(book.symbol(), timeNs);
    }

    /** A change of a known book. */
    void change(final Update update) {
        levels(update.symbol(), true, update.bids());
        levels(update.symbol(), false, update.asks());
        exchange.depthEnd(update.symbol(), update.timeNs());
    }

    private void levels(final String symbol, final boolean bid, final List<Update.Level> levels) {
        for (final Update.Level level : levels) {
            exchange.level(symbol, bid, new BigDecimal(level.price()), level.isRemoval() ? BigDecimal.ZERO
                : new BigDecimal(level.quantity()));
        }
    }

    /** The same of Binance. */
    void change(final String symbol, final DepthMessage message) {
        for (int i = 0; i < message.levelCount(); i++) {
            exchange.level(symbol, message.isBid(i), BigDecimal.valueOf(message.price(i), DecimalText.EXPONENT_DIGITS),
                new BigDecimal(message.quantity(i)));
        }
        exchange.depthEnd(symbol, message.eventTimeMs() == 0 ? NO_TIME : Speech.nanos(message.eventTimeMs()));
    }

    /** A frame of Binance that may be a trade. */
    void other(final SourceItem.Frame frame) {
        final boolean single = frame.stream().endsWith("@trade");
        if (!single && !frame.stream().endsWith("@aggTrade")) {
            return;
        }
        final JsonTree data = JsonTree.parse(new String(frame.wrapped(), frame.dataOffset(), frame.dataLength(),
            StandardCharsets.UTF_8));
        final String symbol = data.text("s");
        if (single) {
            singly.add(symbol);
        } else if (singly.contains(symbol)) {
            return;
        }
        trade(new SpokenSimulation.Trade(symbol, data.text("p"), data.text("q"), data.text("m").equals("false"),
            data.number("T"), 0));
    }

    void trade(final SpokenSimulation.Trade trade) {
        exchange.trade(trade.symbol(), trade.isBuy() ? Side.BUY : Side.SELL, new BigDecimal(trade.price()),
            new BigDecimal(trade.quantity()), Speech.nanos(trade.timeMs()));
    }

    /** A new pass begins: books are not known until they come again. */
    void lost() {
        exchange.bookLost();
    }
}
