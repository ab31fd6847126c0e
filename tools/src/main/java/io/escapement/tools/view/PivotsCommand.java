package io.escapement.tools.view;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PivotDecoder;
import io.escapement.engine.market.TimeBars;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.List;

/** Writes the pivots of a journal's bars, or of a file of klines. */
@Command(name = "pivots",
    description = "Finds the Williams pivots of five levels in the bars of a journal's trades, or of a CSV file of "
        + "klines of one minute, and writes each when it is confirmed, as CSV; or how many there are.",
    footer = {"", "Example: tools pivots journals/demo BTCUSDT --timeframes 1m", "         tools pivots "
        + "BTCUSDT_1m.csv.gz --summary"})
public final class PivotsCommand extends TradesCommand {
    /** What a view's name begins with. */
    static final String VIEW_OF = "view of ";
    private static final List<String> NAMES = List.of("instrument", "duration_ns", "level", "kind", "price", "bar_time",
        "confirm_time", "confirm_bars", "trend");

    @Option(names = "--summary", description = "Only how many there are of each level, and how late.")
    private boolean summary;

    @Option(names = "--consolidated", description = "With --timeframes: pivots of views' bars too.")
    private boolean consolidated;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PivotDecoder pivot = new PivotDecoder();
    private final BarDecoder bar = new BarDecoder();
    private final HistoryBarDecoder past = new HistoryBarDecoder();
    private final PivotSummary counts = new PivotSummary();

    @Override
    protected String configFor(String listOfTimeframes) {
        final String settings = ": {timeframes: " + listOfTimeframes + ", consolidated: " + consolidated + "}\n";
        return "bars" + settings + "pivots" + settings;
    }

    @Override
    protected Rows begin(PrintWriter out) {
        return summary ? null : new Rows(out, NAMES, json);
    }

    @Override
    protected void run(PrintWriter out) throws IOException {
        if (Files.isRegularFile(journal)) {
            final Rows rows = begin(out);
            new KlineRun(journal, reader(rows)).run(interruption());
            finish(out, rows);
        } else {
            super.run(out);
        }
    }

    @Override
    protected void read(Slot slot, Rows rows) {
        if (slot.eventTemplateId() == HistoryBarDecoder.TEMPLATE_ID && slot.verdict() == Verdict.APPLIED) {
            past.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            counts.onBar(false, past.instrumentId(), past.durationNs());
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BarDecoder.TEMPLATE_ID) {
                bar.wrapAndApplyHeader(slot.buffer(), effect, header);
                if (TimeBars.isOfTime(bar)) {
                    final boolean ofView = TimeBars.isOfView(bar);
                    counts.onBar(ofView, ofView ? bar.viewId() : bar.instrumentId(), bar.durationNs());
                }
            } else if (slot.templateId(effect) == PivotDecoder.TEMPLATE_ID) {
                onPivot(pivot.wrapAndApplyHeader(slot.buffer(), effect, header), rows);
            }
        }
    }

    private void onPivot(PivotDecoder told, Rows rows) {
        final boolean ofView = told.viewId() != PivotDecoder.viewIdNullValue();
        final int id = ofView ? told.viewId() : told.instrumentId();
        if (!isWanted(id)) {
            return;
        }
        counts.onPivot(told);
        if (rows != null) {
            final Listing.Listed listed = listing.byId(id);
            final int exponent = ofView ? Money.EXPONENT : listed.priceExponent();
            rows.row((ofView ? VIEW_OF : "") + listed.venue() + ":" + listed.symbol(), told.durationNs(), told.level(),
                told.kind(), Rows.decimal(told.price(), exponent), Times.format(told.barTimeNs()),
                Times.format(told.confirmTimeNs()), told.confirmBars(), told.trend());
        }
    }

    @Override
    protected void finish(PrintWriter out, Rows rows) {
        if (summary) {
            counts.write(new Rows(out, PivotSummary.NAMES, json), listing);
        }
    }
}
