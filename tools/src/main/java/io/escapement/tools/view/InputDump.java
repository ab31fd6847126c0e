package io.escapement.tools.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.engine.inputs.BarField;
import io.escapement.engine.inputs.Buckets;
import io.escapement.engine.inputs.ColumnValues;
import io.escapement.engine.inputs.Frame;
import io.escapement.engine.inputs.InputQuality;
import io.escapement.engine.inputs.Positions;
import io.escapement.engine.inputs.StandardInput;
import io.escapement.engine.inputs.Timeframe;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** A standard input, for people and programs. */
final class InputDump {
    private static final int SHOWN = 5;

    private final StandardInput input;
    private final long sequence;
    private final double threshold;

    InputDump(StandardInput input, long sequence, double threshold) {
        this.input = input;
        this.sequence = sequence;
        this.threshold = threshold;
    }

    private static String hex(long hash) {
        return String.format(Locale.ROOT, "%016x", hash);
    }

    private static String name(StandardInput of) {
        return of == null ? "none" : of.instrument().venue() + ":" + of.instrument().symbol();
    }

    void print(PrintWriter out) {
        final InputQuality quality = input.quality();
        out.println(name(input) + " after sequence " + sequence + ", " + Times.format(input.timeNs()) + ", hash "
            + hex(input.hash()));
        out.printf(Locale.ROOT, "score %s: completeness %s, freshness %s, consistency %s; %s at %s%n",
            text(quality.score()), text(quality.completeness()), text(quality.freshness()),
            text(quality.consistency()), input.isFitForInference(threshold) ? "fit" : "NOT fit", text(threshold));
        quality.missing().forEach(missing -> out.println("missing: " + missing));
        out.println("reference: " + name(input.reference()));
        for (int i = 0; i < Timeframe.count(); i++) {
            print(out, Timeframe.at(i));
        }
        for (int i = 0; i < input.columnsCount(); i++) {
            final ColumnValues values = input.columns(i);
            out.println(values.block() + " of " + values.subjectId() + " each " + values.durationNs() + " ns, as of "
                + Times.format(values.timeNs()) + ": " + values.present() + " of " + values.size() + " columns");
        }
        final Buckets buckets = input.buckets();
        if (buckets.isTold()) {
            out.println("buckets as of " + Times.format(buckets.timeNs()) + ": " + buckets.size() + " of width "
                + buckets.value(Buckets.Whole.WIDTH) + " around " + buckets.value(Buckets.Whole.MID));
        }
        final Positions positions = input.positions();
        for (int i = 0; i < positions.count(); i++) {
            out.println("position of strategy " + positions.strategyId(i) + ": "
                + text(positions.value(i, Positions.Field.QUANTITY)) + " at "
                + text(positions.value(i, Positions.Field.AVERAGE_PRICE)));
        }
        if (positions.count() == 0) {
            out.println("position: flat");
        }
    }

    private void print(PrintWriter out, Timeframe timeframe) {
        final Frame frame = input.frame(timeframe);
        out.println("frame " + timeframe + ": " + frame.present() + " of " + Frame.ROWS + " bars");
        for (int row = Frame.ROWS - SHOWN; row < Frame.ROWS && frame.isStarted(); row++) {
            final StringBuilder line = new StringBuilder("  ").append(Times.format(frame.openTimeNs(row)));
            for (int i = 0; i < BarField.count() && frame.isPresent(row); i++) {
                line.append(' ').append(text(frame.value(row, BarField.at(i))));
            }
            out.println(frame.isPresent(row) ? line : line.append(" missing"));
        }
        if (input.frames().isForming(timeframe)) {
            final StringBuilder line = new StringBuilder("  forming");
            for (int i = 0; i < BarField.count(); i++) {
                line.append(' ').append(text(input.frames().forming(timeframe, BarField.at(i))));
            }
            out.println(line);
        }
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "-" : Double.toString(value);
    }

    void write(JsonGenerator object) throws IOException {
        object.writeStringField("venue", input.instrument().venue().name());
        object.writeStringField("symbol", input.instrument().symbol());
        object.writeNumberField("instrumentId", input.instrument().id());
        object.writeNumberField("sequence", sequence);
        object.writeNumberField("timeNs", input.timeNs());
        object.writeStringField("hash", hex(input.hash()));
        writeQuality(object);
        object.writeObjectFieldStart("frames");
        writeFrames(object, input, true);
        object.writeEndObject();
        object.writeObjectFieldStart("reference");
        if (input.reference() != null) {
            object.writeStringField("symbol", input.reference().instrument().symbol());
            writeFrames(object, input.reference(), false);
        }
        object.writeEndObject();
        writeBuckets(object);
        object.writeArrayFieldStart("columns");
        for (int i = 0; i < input.columnsCount(); i++) {
            writeColumns(object, input.columns(i));
        }
        object.writeEndArray();
        object.writeNullField("modelOutputs");
        writePositions(object);
    }

    private void writeQuality(JsonGenerator object) throws IOException {
        final InputQuality quality = input.quality();
        object.writeObjectFieldStart("quality");
        JsonNumbers.write(object, "score", quality.score());
        JsonNumbers.write(object, "completeness", quality.completeness());
        JsonNumbers.write(object, "freshness", quality.freshness());
        JsonNumbers.write(object, "consistency", quality.consistency());
        object.writeBooleanField("fit", input.isFitForInference(threshold));
        object.writeObjectFieldStart("parts");
        for (int i = 0; i < quality.parts(); i++) {
            object.writeArrayFieldStart(quality.partName(i));
            JsonNumbers.write(object, quality.completeness(i));
            JsonNumbers.write(object, quality.freshness(i));
            object.writeEndArray();
        }
        object.writeEndObject();
        object.writeArrayFieldStart("missing");
        for (final String missing : quality.missing()) {
            object.writeString(missing);
        }
        object.writeEndArray();
        object.writeEndObject();
    }

    /** A bar a line of numbers, oldest first; null where it is missing. */
    private static void writeFrames(JsonGenerator object, StandardInput of, boolean forming) throws IOException {
        for (int i = 0; i < Timeframe.count(); i++) {
            final Timeframe timeframe = Timeframe.at(i);
            final Frame frame = of.frame(timeframe);
            object.writeObjectFieldStart(timeframe.toString());
            if (frame.isStarted()) {
                object.writeNumberField("endNs", frame.endNs());
            }
            object.writeArrayFieldStart("bars");
            for (int row = 0; row < Frame.ROWS; row++) {
                if (!frame.isPresent(row)) {
                    object.writeNull();
                    continue;
                }
                object.writeStartArray();
                for (int field = 0; field < BarField.count(); field++) {
                    JsonNumbers.write(object, frame.value(row, BarField.at(field)));
                }
                object.writeEndArray();
            }
            object.writeEndArray();
            if (forming && of.frames().isForming(timeframe)) {
                object.writeArrayFieldStart("forming");
                for (int field = 0; field < BarField.count(); field++) {
                    JsonNumbers.write(object, of.frames().forming(timeframe, BarField.at(field)));
                }
                object.writeEndArray();
            }
            object.writeEndObject();
        }
    }

    private void writeBuckets(JsonGenerator object) throws IOException {
        final Buckets buckets = input.buckets();
        object.writeObjectFieldStart("buckets");
        if (buckets.isTold()) {
            object.writeNumberField("timeNs", buckets.timeNs());
            object.writeNumberField("firstId", buckets.firstId());
            for (final Buckets.Whole whole : Buckets.Whole.values()) {
                JsonNumbers.write(object, whole.name().toLowerCase(Locale.ROOT), buckets.value(whole));
            }
            object.writeObjectFieldStart("columns");
            for (final Buckets.Field field : Buckets.Field.values()) {
                object.writeArrayFieldStart(field.name().toLowerCase(Locale.ROOT));
                for (int i = 0; i < buckets.size(); i++) {
                    JsonNumbers.write(object, buckets.value(field, i));
                }
                object.writeEndArray();
            }
            object.writeEndObject();
        }
        object.writeEndObject();
    }

    private static void writeColumns(JsonGenerator object, ColumnValues values) throws IOException {
        object.writeStartObject();
        object.writeStringField("block", values.block().name());
        object.writeNumberField("subjectId", values.subjectId());
        object.writeNumberField("durationNs", values.durationNs());
        object.writeNumberField("timeNs", values.timeNs());
        object.writeStringField("schemaHash", hex(values.schemaHash()));
        object.writeArrayFieldStart("values");
        for (int i = 0; i < values.size(); i++) {
            JsonNumbers.write(object, values.value(i));
        }
        object.writeEndArray();
        object.writeEndObject();
    }

    private void writePositions(JsonGenerator object) throws IOException {
        final Positions positions = input.positions();
        object.writeArrayFieldStart("positions");
        for (int i = 0; i < positions.count(); i++) {
            object.writeStartObject();
            object.writeNumberField("strategyId", positions.strategyId(i));
            for (final Positions.Field field : Positions.Field.values()) {
                JsonNumbers.write(object, field.name().toLowerCase(Locale.ROOT), positions.value(i, field));
            }
            object.writeEndObject();
        }
        object.writeEndArray();
    }
}
