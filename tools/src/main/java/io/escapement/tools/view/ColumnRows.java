package io.escapement.tools.view;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.terminal.CommandException;
import org.agrona.collections.Int2ObjectHashMap;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes chosen columns as CSV, a row whenever the block of the first one is told. The last stage of a replay. */
final class ColumnRows implements Stage {
    private final List<Choice> choices;
    private final String wanted;
    private final PrintWriter out;
    private final ColumnsReader reader = new ColumnsReader();
    private final InstrumentReader definitions = new InstrumentReader();
    private final Map<Integer, Instrument> instruments = new TreeMap<>();
    /** By {@link #key}: what was told last of each choice. */
    private final Int2ObjectHashMap<double[]> values = new Int2ObjectHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private long count;

    /** @param wanted an instrument's id, symbol, or VENUE:SYMBOL; or a subject as it stands in a row; null: all */
    ColumnRows(List<Choice> choices, String wanted, PrintWriter out) {
        this.choices = choices;
        this.wanted = wanted;
        this.out = out;
        line.append("time_ns,subject");
        choices.forEach(choice -> line.append(',').append(choice.title()));
        out.println(line);
    }

    /** Rows written. */
    long count() {
        return count;
    }

    String choicesOfInstruments() {
        return String.join(", ", instruments.values().stream().map(i -> i.id() + " = " + name(i)).toList());
    }

    private static String name(Instrument instrument) {
        return instrument.venue() + ":" + instrument.symbol();
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public void onEvent(Slot slot) {
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = definitions.read(slot);
            if (instrument != null) {
                instruments.put(instrument.id(), instrument);
            }
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                take(reader.wrap(slot.buffer(), at));
            }
        }
        // Behind all of the record's blocks, so that a row has what was told together.
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                reader.wrap(slot.buffer(), at);
                if (choices.get(0).takes(reader.block(), reader.durationNs()) && isWanted()) {
                    write();
                }
            }
        }
    }

    private boolean isWanted() {
        if (wanted == null) {
            return true;
        }
        if (reader.isOfView()) {
            return wanted.equalsIgnoreCase(subject());
        }
        final Instrument instrument = instrument();
        return wanted.equals(Integer.toString(reader.subjectId())) || instrument != null
            && (wanted.equalsIgnoreCase(instrument.symbol()) || wanted.equalsIgnoreCase(name(instrument)));
    }

    /** Null for a pair, and for a view. */
    private Instrument instrument() {
        return reader.block() == ColumnBlock.PAIR || reader.isOfView() ? null : instruments.get(reader.subjectId());
    }

    /** Of the subject: pairs, views and instruments are numbered each for themselves. */
    private static int key(ColumnsReader told) {
        return told.isOfView() ? InstrumentTable.MAX_ID + told.viewId()
            : told.block() == ColumnBlock.PAIR ? -told.subjectId() : told.subjectId();
    }

    /** As it stands in a row: a view by the instrument that was the first in it. */
    private String subject() {
        final Instrument named = reader.isOfView() ? instruments.get(reader.viewId()) : instrument();
        final String name = named != null ? name(named)
            : Integer.toString(reader.isOfView() ? reader.viewId() : reader.subjectId());
        return reader.isOfView() ? "view of " + name : name;
    }

    private void take(ColumnsReader told) {
        double[] row = values.get(key(told));
        if (row == null) {
            row = new double[choices.size()];
            Arrays.fill(row, Double.NaN);
            values.put(key(told), row);
        }
        for (int i = 0; i < row.length; i++) {
            final Choice choice = choices.get(i);
            if (choice.takes(told.block(), told.durationNs())) {
                if (told.schemaHash() != choice.schemaHash()) {
                    throw new CommandException("block " + told.block() + " is told with another schema");
                }
                row[i] = told.value(choice.index());
            }
        }
    }

    private void write() {
        line.setLength(0);
        line.append(reader.timeNs()).append(',').append(subject());
        for (final double value : values.get(key(reader))) {
            line.append(',');
            if (!Double.isNaN(value)) {
                line.append(value);
            }
        }
        out.println(line);
        count++;
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
