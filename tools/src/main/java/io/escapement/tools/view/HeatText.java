package io.escapement.tools.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.engine.heatmap.HeatMatrix;
import io.escapement.engine.heatmap.HeatSummary;
import io.escapement.engine.heatmap.Heatmap;
import io.escapement.engine.heatmap.VolumeProfile;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A heatmap for people and programs. */
final class HeatText {
    private static final int MOST_WALLS = 5;

    private final HeatRows heat;
    private final HeatSummary summary;

    HeatText(HeatRows heat, HeatSummary summary) {
        this.heat = heat;
        this.summary = summary;
    }

    /** The summary in words. */
    void print(PrintWriter writer) {
        final Mantissas text = heat.text();
        writer.printf("%s, %s to %s: %d seconds, %d without values%n", heat.name(), Times.format(summary.fromNs()),
            Times.format(summary.toNs()), summary.rows(), summary.missing());
        writer.printf("mid %s, from %s to %s; mean spread %s%n", text.price(summary.lastMid()),
            text.price(summary.lowMid()), text.price(summary.highMid()), text.price(summary.meanSpread()));
        writer.printf(Locale.ROOT, "in all columns %.8g on average, mean imbalance of a cell %.4f%n",
            summary.meanSize(), summary.meanImbalance());
        writer.printf(Locale.ROOT, "most at %s: %.8g%n", price(summary.busiest().id()), summary.busiest().size());
        walls(writer, "support", summary.supports());
        walls(writer, "resistance", summary.resistances());
    }

    private String price(long id) {
        return heat.text().price(id, heat.heatmap().width());
    }

    private void walls(PrintWriter writer, String what, List<VolumeProfile.Wall> walls) {
        walls.stream().limit(MOST_WALLS).forEach(wall -> writer.printf(Locale.ROOT,
            "%s at %s: %.8g, strength %.2f, %d s%n", what, price(wall.id()), wall.size(), wall.strength(),
            wall.seconds()));
    }

    /** The summary as JSON. */
    void write(JsonGenerator object) throws IOException {
        final Mantissas text = heat.text();
        object.writeStringField("subject", heat.name());
        object.writeStringField("from", Times.format(summary.fromNs()));
        object.writeStringField("to", Times.format(summary.toNs()));
        object.writeNumberField("rows", summary.rows());
        object.writeNumberField("missing", summary.missing());
        object.writeStringField("mid", text.price(summary.lastMid()));
        object.writeStringField("lowMid", text.price(summary.lowMid()));
        object.writeStringField("highMid", text.price(summary.highMid()));
        object.writeStringField("meanSpread", text.price(summary.meanSpread()));
        object.writeStringField("meanImbalance", Mantissas.number(summary.meanImbalance()));
        object.writeStringField("meanSize", Mantissas.number(summary.meanSize()));
        object.writeStringField("busiest", price(summary.busiest().id()));
        walls(object, "supports", summary.supports());
        walls(object, "resistances", summary.resistances());
    }

    private void walls(JsonGenerator object, String name, List<VolumeProfile.Wall> walls) throws IOException {
        object.writeArrayFieldStart(name);
        for (final VolumeProfile.Wall wall : walls) {
            object.writeStartObject();
            object.writeStringField("price", price(wall.id()));
            object.writeNumberField("size", wall.size());
            object.writeNumberField("strength", wall.strength());
            object.writeNumberField("seconds", wall.seconds());
            object.writeEndObject();
        }
        object.writeEndArray();
    }

    /** A matrix by price: the lower end of each bucket above its column, a row a second, oldest first. */
    void print(PrintWriter writer, HeatMatrix matrix) {
        final Heatmap map = heat.heatmap();
        final StringBuilder line = new StringBuilder("time");
        for (int column = 0; column < matrix.columns(); column++) {
            line.append(',').append(price(map.firstId(map.count() - 1) + column));
        }
        writer.append(line).append('\n');
        for (int row = 0; row < matrix.rows(); row++) {
            line.setLength(0);
            line.append(Times.format(map.timeNs(row)));
            for (int column = 0; column < matrix.columns(); column++) {
                line.append(',').append(Mantissas.number(matrix.value(row, column)));
            }
            writer.append(line).append('\n');
        }
    }
}
