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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Writes chosen columns of a run, a row whenever the leading one's block is told, with what was told last of the
 * others. The last stage of a replay.
 */
final class ColumnRows implements Stage {
    /** Columns that are told together, and where in a row they stand. */
    private record Group(ColumnBlock block, long durationNs, long schemaHash, int[] from, int[] to) {
    }

    private final Choices choices;
    private final Group[] groups;
    private final String wanted;
    private final RowFile out;
    private final ColumnsReader reader = new ColumnsReader();
    private final InstrumentReader definitions = new InstrumentReader();
    private final Map<Integer, Instrument> instruments = new TreeMap<>();
    /** By {@link #key}: what was told last of each choice. */
    private final Int2ObjectHashMap<double[]> values = new Int2ObjectHashMap<>();
    /** Of instruments and views, by {@link #key}, as they stand in a row. */
    private final Int2ObjectHashMap<String> subjects = new Int2ObjectHashMap<>();
    private long records;
    private long count;

    /** @param wanted an instrument's id, symbol, or VENUE:SYMBOL; or a subject as it stands in a row; null: all */
    ColumnRows(Choices choices, String wanted, RowFile out) {
        this.choices = choices;
        this.wanted = wanted;
        this.out = out;
        this.groups = groups(choices.columns());
    }

    private static Group[] groups(List<Choice> columns) {
        final List<Group> groups = new ArrayList<>();
        for (final Choice first : columns) {
            if (groups.stream().noneMatch(known -> first.takes(known.block(), known.durationNs()))) {
                final int[] to = IntStream.range(0, columns.size())
                    .filter(i -> columns.get(i).takes(first.block(), first.durationNs())).toArray();
                groups.add(new Group(first.block(), first.durationNs(), first.schemaHash(),
                    Arrays.stream(to).map(i -> columns.get(i).index()).toArray(), to));
            }
        }
        return groups.toArray(Group[]::new);
    }

    /** Records read. */
    long records() {
        return records;
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
        records++;
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = definitions.read(slot);
            if (instrument != null) {
                instruments.put(instrument.id(), instrument);
                subjects.put(instrument.id(), name(instrument));
                subjects.put(InstrumentTable.MAX_ID + instrument.id(), "view of " + name(instrument));
            }
        }
        boolean leads = false;
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                take(reader.wrap(slot.buffer(), at));
                leads |= isLeading();
            }
        }
        // Behind all of the record's blocks, so that a row has what was told together.
        for (int at = slot.firstChecked(); at != Slot.NONE && leads; at = slot.nextChecked(at)) {
            if (ColumnsReader.reads(slot.templateId(at))) {
                reader.wrap(slot.buffer(), at);
                if (isLeading() && isWanted()) {
                    write();
                }
            }
        }
    }

    private boolean isLeading() {
        return choices.leading().takes(reader.block(), reader.durationNs());
    }

    private boolean isWanted() {
        if (wanted == null || wanted.equalsIgnoreCase(subject())) {
            return true;
        }
        if (reader.isOfView()) {
            return false;
        }
        final Instrument instrument = choices.leading().isOfPairs() ? null : instruments.get(reader.subjectId());
        return wanted.equals(Integer.toString(reader.subjectId()))
            || instrument != null && wanted.equalsIgnoreCase(instrument.symbol());
    }

    /** Of the subject: views and instruments are numbered each for themselves; pairs are in no row with either. */
    private static int key(ColumnsReader told) {
        return told.isOfView() ? InstrumentTable.MAX_ID + told.viewId() : told.subjectId();
    }

    /** A view's number is that of the instrument that was the first in it. */
    private int id() {
        return reader.isOfView() ? reader.viewId() : reader.subjectId();
    }

    private String subject() {
        final String known = choices.leading().isOfPairs() ? null : subjects.get(key(reader));
        return known != null ? known : (reader.isOfView() ? "view of " : "") + id();
    }

    private void take(ColumnsReader told) {
        for (final Group group : groups) {
            if (group.block() == told.block() && group.durationNs() == told.durationNs()) {
                if (told.schemaHash() != group.schemaHash()) {
                    throw new CommandException("block " + told.block() + " is told with another schema");
                }
                final double[] row = row(key(told));
                for (int i = 0; i < group.to().length; i++) {
                    row[group.to()[i]] = told.value(group.from()[i]);
                }
            }
        }
    }

    private double[] row(int key) {
        double[] row = values.get(key);
        if (row == null) {
            row = new double[choices.columns().size()];
            Arrays.fill(row, Double.NaN);
            values.put(key, row);
        }
        return row;
    }

    private void write() {
        try {
            out.row(reader.timeNs(), id(), subject(), values.get(key(reader)));
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        count++;
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
