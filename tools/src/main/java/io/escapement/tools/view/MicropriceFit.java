package io.escapement.tools.view;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.features.MicropriceCalibration;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.terminal.CommandException;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Fits microprice tables to a journal's books, and writes them as a config has them. Last stage of a replay. */
final class MicropriceFit implements Stage {
    private static final int BUCKETS = 9;
    private static final int STATE = MessageHeaderDecoder.ENCODED_LENGTH + BookChangeDecoder.stateEncodingOffset();

    private final int spreads;
    private final InstrumentReader definitions = new InstrumentReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final LevelGroups levels = new LevelGroups();
    private final Map<Integer, Instrument> instruments = new TreeMap<>();
    private final Map<Integer, MicropriceCalibration> fits = new TreeMap<>();

    /** @param spreads in ticks, up to which there are tables */
    MicropriceFit(int spreads) {
        this.spreads = spreads;
    }

    @Override
    public String name() {
        return "microprice-fit";
    }

    @Override
    public void onEvent(Slot slot) {
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = definitions.read(slot);
            if (instrument != null) {
                instruments.put(instrument.id(), instrument);
                fits.putIfAbsent(instrument.id(), new MicropriceCalibration(BUCKETS, spreads));
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (slot.templateId(at) == BookChangeDecoder.TEMPLATE_ID) {
                change.wrapAndApplyHeader(slot.buffer(), at, header);
                take(slot, at, change.instrumentId());
            }
        }
    }

    private void take(Slot slot, int effect, int instrumentId) {
        final MicropriceCalibration fit = fits.get(instrumentId);
        if (fit == null) {
            return;
        }
        levels.wrap(slot.buffer(), effect);
        if (slot.buffer().getByte(effect + STATE) != (byte) BookState.LIVE.value() || levels.bidCount() == 0
            || levels.askCount() == 0) {
            fit.cut();
            return;
        }
        fit.quote(levels.bidPrice(0), levels.bidQuantity(0), levels.askPrice(0), levels.askQuantity(0),
            instruments.get(instrumentId).tickSize());
    }

    /**
     * Writes a section {@code features} with a table for each instrument that there is enough of; of the others it says
     * why not.
     *
     * @throws CommandException where there is none
     */
    void print(PrintWriter out) {
        final StringBuilder text = new StringBuilder("features:\n  instruments:\n");
        int tables = 0;
        for (final Map.Entry<Integer, MicropriceCalibration> fit : fits.entrySet()) {
            final Instrument instrument = instruments.get(fit.getKey());
            final String name = instrument.venue().name().toLowerCase(Locale.ROOT).replace('_', '-');
            try {
                final List<List<Double>> ticks = fit.getValue().table().ticks();
                text.append("    - venue: ").append(name).append("\n      symbol: ").append(instrument.symbol())
                    .append("\n      microprice:   # of ").append(fit.getValue().steps()).append(" steps\n");
                ticks.forEach(row -> text.append("        - [").append(String.join(", ",
                    row.stream().map(MicropriceFit::text).toList())).append("]\n"));
                tables++;
            } catch (final IllegalStateException e) {
                text.append("    # ").append(name).append(' ').append(instrument.symbol()).append(": ")
                    .append(e.getMessage()).append('\n');
            }
        }
        if (tables == 0) {
            throw new CommandException("no instrument's quotes move enough for a microprice table");
        }
        out.print(text);
    }

    private static String text(double tick) {
        return Double.isNaN(tick) ? "none" : String.format(Locale.ROOT, "%.9f", tick + 0.0);
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
