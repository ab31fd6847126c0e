package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AssetNamedDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * What the run earned, in words: gross, fees, funding and net side by side, per position, strategy, instrument, venue
 * and altogether. Fed by the thread that delivers records; asked by any thread.
 */
public final class PnlReport implements RecordListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final AssetNamedDecoder named = new AssetNamedDecoder();
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<Instrument> instruments = new InstrumentTable<>();
    private final Map<Integer, String> assets = new ConcurrentHashMap<>();
    private final List<PnlCell> cells = new CopyOnWriteArrayList<>();

    @Override
    public void onRecord(Slot slot) {
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = reader.read(slot);
            if (instrument != null && instruments.get(instrument.id()) == null) {
                instruments.put(instrument.id(), instrument);
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case AssetNamedDecoder.TEMPLATE_ID -> {
                    named.wrapAndApplyHeader(slot.buffer(), effect, header);
                    assets.put(named.assetId(), named.name());
                }
                case PositionUpdateDecoder.TEMPLATE_ID -> {
                    update.wrapAndApplyHeader(slot.buffer(), effect, header);
                    cell(update.instrumentId(), update.strategyId()).write(update);
                }
                default -> { }
            }
        }
    }

    /** Every position that ever was, in the order of first fills. */
    public List<PnlLine> lines() {
        final List<PnlLine> lines = new ArrayList<>();
        for (final PnlCell cell : cells) {
            lines.add(cell.read(this::asset));
        }
        return Collections.unmodifiableList(lines);
    }

    /** What was earned altogether, by quote asset; amounts never mix. */
    public Map<String, PnlTotal> totals() {
        return totals(line -> "").getOrDefault("", Map.of());
    }

    /** What each strategy earned, by quote asset; strategy 0 is nobody's. */
    public Map<Integer, Map<String, PnlTotal>> byStrategy() {
        return totals(PnlLine::strategyId);
    }

    /** What each venue's instruments earned, by quote asset. */
    public Map<String, Map<String, PnlTotal>> byVenue() {
        return totals(line -> line.instrument().venue().name());
    }

    /** What each instrument earned over all strategies, by quote asset. */
    public Map<String, Map<String, PnlTotal>> byInstrument() {
        return totals(line -> line.instrument().venue().name() + " " + line.instrument().symbol());
    }

    private <K extends Comparable<K>> Map<K, Map<String, PnlTotal>> totals(Function<PnlLine, K> key) {
        final Map<K, Map<String, PnlTotal>> totals = new TreeMap<>();
        for (final PnlLine line : lines()) {
            final Map<String, PnlTotal> byAsset = totals.computeIfAbsent(key.apply(line), unused -> new TreeMap<>());
            final String asset = line.instrument().quoteAsset();
            byAsset.put(asset, byAsset.getOrDefault(asset, PnlTotal.NONE).plus(line));
        }
        return totals;
    }

    /** For a status line: {@code gross +1.23 fees 2.34 net -1.11 USDT}, for each quote asset; amounts never mix. */
    public String status() {
        final List<String> parts = new ArrayList<>();
        totals().forEach((asset, total) -> parts.add("gross " + signed(total.gross()) + " fees "
            + plain(total.fees()) + funding(" funding ", total.funding()) + " net " + signed(total.net()) + " "
            + asset + others(total)));
        return parts.isEmpty() ? "no fills" : String.join(", ", parts);
    }

    /**
     * For the end of a run: a line per position, one per strategy and venue where there are several, and one per quote
     * asset that says plainly whether it lost.
     */
    public List<String> summary() {
        final List<String> text = new ArrayList<>();
        for (final PnlLine line : lines()) {
            text.add(line.instrument().symbol() + " strategy " + line.strategyId() + ": position "
                + line.quantity().stripTrailingZeros().toPlainString() + ", realised " + signed(line.realised())
                + fifo(line.realised(), line.realisedFifo()) + ", unrealised " + signed(line.unrealised()) + ", gross "
                + signed(line.gross()) + ", fees " + plain(line.fees()) + funding(", funding ", line.funding())
                + ", net " + signed(line.net()) + " " + line.instrument().quoteAsset()
                + others(PnlTotal.NONE.plus(line)));
        }
        if (byStrategy().size() > 1) {
            byStrategy().forEach((strategy, totals) -> totals.forEach((asset, total) ->
                text.add("strategy " + strategy + ": " + figures(asset, total))));
        }
        if (byVenue().size() > 1) {
            byVenue().forEach((venue, totals) -> totals.forEach((asset, total) ->
                text.add(venue + ": " + figures(asset, total))));
        }
        totals().forEach((asset, total) -> text.add(verdict(asset, total)));
        if (text.isEmpty()) {
            text.add("No order was filled: nothing earned, nothing lost.");
        }
        return text;
    }

    private static String figures(String asset, PnlTotal total) {
        return "gross " + signed(total.gross()) + ", fees " + plain(total.fees())
            + funding(", funding ", total.funding()) + ", net " + signed(total.net()) + " " + asset + others(total);
    }

    private static String verdict(String asset, PnlTotal total) {
        final String figures = figures(asset, total);
        if (total.net().signum() >= 0) {
            return figures + (total.net().signum() == 0 ? ": it broke even after fees."
                : ": it made " + plain(total.net()) + " " + asset + " after fees.");
        }
        final String lost = ": it LOST " + plain(total.net().negate()) + " " + asset + " after fees";
        return figures + lost + (total.gross().signum() > 0 ? "; before fees it was ahead, the fees ate it."
            : "; it was not ahead before fees either.");
    }

    private static String fifo(BigDecimal average, BigDecimal fifo) {
        return average.compareTo(fifo) == 0 ? "" : " (first in first out " + signed(fifo) + ")";
    }

    private static String funding(String words, BigDecimal funding) {
        return funding.signum() == 0 ? "" : words + signed(funding);
    }

    // Nobody converts what was paid in another asset: it is said, and not in the net figure.
    private static String others(PnlTotal total) {
        final StringBuilder text = new StringBuilder();
        total.others().forEach((asset, amounts) -> {
            if (amounts.fees().signum() != 0) {
                text.append(" and fees of ").append(plain(amounts.fees())).append(' ').append(asset);
            }
            if (amounts.funding().signum() != 0) {
                text.append(" and funding of ").append(signed(amounts.funding())).append(' ').append(asset);
            }
        });
        return text.toString();
    }

    private String asset(int id) {
        return assets.getOrDefault(id, "asset " + id);
    }

    private PnlCell cell(int instrumentId, int strategyId) {
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).is(instrumentId, strategyId)) {
                return cells.get(i);
            }
        }
        final PnlCell cell = new PnlCell(instruments.get(instrumentId), strategyId);
        cells.add(cell);
        return cell;
    }

    private static String signed(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + plain(amount);
    }

    // Two digits where they say enough; small amounts keep theirs, so that no loss looks like nothing.
    private static String plain(BigDecimal amount) {
        final BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_EVEN);
        final boolean tiny = amount.abs().compareTo(BigDecimal.ONE) < 0;
        return tiny ? amount.setScale(8, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString()
            : rounded.toPlainString();
    }
}
