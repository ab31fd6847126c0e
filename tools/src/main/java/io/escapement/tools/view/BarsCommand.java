package io.escapement.tools.view;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Writes the bars of a journal's trades. */
@Command(name = "bars",
    description = "Makes bars of a journal's trades, of any durations, and writes them as CSV: of instruments, and of "
        + "views of all instruments of one name. Bars that are missing are rows of kind GAP, which say why.",
    footer = {"", "Example: tools bars journals/demo BTCUSDT --timeframes 1s,1m,1h --out bars.csv"})
public final class BarsCommand extends TradesCommand {
    private static final List<String> NAMES = List.of("of", "kind", "size", "open_time", "end_time", "duration_ns",
        "open", "high", "low", "close", "volume", "buy_volume", "notional", "vwap", "trades", "buys", "late", "note");

    @Option(names = "--consolidated", description = "With --timeframes: bars of views too.")
    private boolean consolidated;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final DataGapDecoder gap = new DataGapDecoder();

    @Override
    protected String configFor(String listOfTimeframes) {
        return "bars: {timeframes: " + listOfTimeframes + ", consolidated: " + consolidated + "}\n";
    }

    @Override
    protected Rows begin(PrintWriter out) {
        return new Rows(out, NAMES, json);
    }

    @Override
    protected void read(Slot slot, Rows rows) {
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(slot.buffer(), effect, header);
                onBar(rows);
            } else if (slot.templateId(effect) == DataGapDecoder.TEMPLATE_ID) {
                gap.wrapAndApplyHeader(slot.buffer(), effect, header);
                onGap(rows);
            }
        }
    }

    private void onBar(Rows rows) {
        final boolean ofView = bar.viewId() != BarDecoder.viewIdNullValue();
        final int id = ofView ? bar.viewId() : bar.instrumentId();
        if (!isWanted(id)) {
            return;
        }
        final Listing.Listed listed = listing.byId(id);
        final int price = ofView ? Money.EXPONENT : listed.priceExponent();
        final int quantity = ofView ? Money.EXPONENT : listed.quantityExponent();
        final BigDecimal volume = Rows.decimal(bar.volume(), quantity);
        final BigDecimal notional = Rows.decimal(bar.notional(), Money.EXPONENT);
        rows.row(name(id, ofView), bar.kind(), size(quantity), Times.format(bar.openTimeNs()),
            Times.format(bar.endTimeNs()), bar.durationNs(), Rows.decimal(bar.openPrice(), price),
            Rows.decimal(bar.highPrice(), price), Rows.decimal(bar.lowPrice(), price),
            Rows.decimal(bar.closePrice(), price), volume, Rows.decimal(bar.buyVolume(), quantity), notional,
            volume == null || notional == null || volume.signum() == 0 ? null
                : notional.divide(volume, MathContext.DECIMAL64), bar.tradeCount(), bar.buyCount(),
            bar.lateTradeCount(), null);
    }

    private BigDecimal size(int quantityExponent) {
        final int exponent = switch (bar.kind()) {
            case VOLUME -> quantityExponent;
            case DOLLAR -> Money.EXPONENT;
            default -> 0;
        };
        return Rows.decimal(bar.size(), exponent);
    }

    private void onGap(Rows rows) {
        final boolean ofView = gap.viewId() != DataGapDecoder.viewIdNullValue();
        final int id = ofView ? gap.viewId() : gap.instrumentId();
        if (isWanted(id)) {
            rows.row(name(id, ofView), "GAP", null, Times.format(gap.fromNs()), Times.format(gap.toNs()),
                gap.durationNs() == DataGapDecoder.durationNsNullValue() ? null : gap.durationNs(), null, null, null,
                null, null, null, null, null, null, null, null, gap.cause());
        }
    }

    private String name(int id, boolean ofView) {
        final Listing.Listed listed = listing.byId(id);
        return (ofView ? "view of " : "") + listed.venue() + ":" + listed.symbol();
    }
}
