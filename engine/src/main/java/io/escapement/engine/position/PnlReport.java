package io.escapement.engine.position;

import io.escapement.codecs.instrument.Instrument;
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
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What the run earned, in words: gross, fees and net side by side. Fed by the thread that delivers records; asked by
 * any thread.
 */
public final class PnlReport implements RecordListener {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final InstrumentReader reader = new InstrumentReader();
    private final InstrumentTable<Instrument> instruments = new InstrumentTable<>();
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
            if (slot.templateId(effect) == PositionUpdateDecoder.TEMPLATE_ID) {
                update.wrapAndApplyHeader(slot.buffer(), effect, header);
                cell(update.instrumentId(), update.strategyId()).write(update);
            }
        }
    }

    /** Every position that ever was, in the order of first fills. */
    public List<PnlLine> lines() {
        final List<PnlLine> lines = new ArrayList<>();
        for (final PnlCell cell : cells) {
            lines.add(cell.read());
        }
        return Collections.unmodifiableList(lines);
    }

    /** For a status line: {@code gross +1.23 fees 2.34 net -1.11 USDT}, for each quote asset; amounts never mix. */
    public String status() {
        final List<String> parts = new ArrayList<>();
        totals().forEach((asset, total) -> parts.add("gross " + signed(total.gross()) + " fees "
            + plain(total.fees()) + " net " + signed(total.net()) + " " + asset));
        return parts.isEmpty() ? "no fills" : String.join(", ", parts);
    }

    /** For the end of a run: a line per position, a line per quote asset that says plainly whether it lost. */
    public List<String> summary() {
        final List<String> text = new ArrayList<>();
        for (final PnlLine line : lines()) {
            text.add(line.instrument().symbol() + " strategy " + line.strategyId() + ": position "
                + line.quantity().stripTrailingZeros().toPlainString() + ", realised " + signed(line.realised())
                + ", unrealised " + signed(line.unrealised()) + ", gross " + signed(line.gross()) + ", fees "
                + plain(line.fees()) + ", net " + signed(line.net()) + " " + line.instrument().quoteAsset());
        }
        totals().forEach((asset, total) -> text.add(verdict(asset, total)));
        if (text.isEmpty()) {
            text.add("No order was filled: nothing earned, nothing lost.");
        }
        return text;
    }

    private record Total(BigDecimal gross, BigDecimal fees) {
        BigDecimal net() {
            return gross.subtract(fees);
        }

        Total plus(PnlLine line) {
            return new Total(gross.add(line.gross()), fees.add(line.fees()));
        }
    }

    private Map<String, Total> totals() {
        final Map<String, Total> totals = new TreeMap<>();
        for (final PnlLine line : lines()) {
            final String asset = line.instrument().quoteAsset();
            totals.put(asset, totals.getOrDefault(asset, new Total(BigDecimal.ZERO, BigDecimal.ZERO)).plus(line));
        }
        return totals;
    }

    private static String verdict(String asset, Total total) {
        final String figures = "gross " + signed(total.gross()) + ", fees " + plain(total.fees()) + ", net "
            + signed(total.net()) + " " + asset;
        if (total.net().signum() >= 0) {
            return figures + (total.net().signum() == 0 ? ": it broke even after fees."
                : ": it made " + plain(total.net()) + " " + asset + " after fees.");
        }
        final String lost = ": it LOST " + plain(total.net().negate()) + " " + asset + " after fees";
        return figures + lost + (total.gross().signum() > 0 ? "; before fees it was ahead, the fees ate it."
            : "; it was not ahead before fees either.");
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
