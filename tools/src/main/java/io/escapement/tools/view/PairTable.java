package io.escapement.tools.view;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PairAlertDecoder;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pairs.PairColumns;
import io.escapement.engine.pairs.PairsConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Writes down what a run's records tell of its pairs. */
final class PairTable implements Stage {
    private final PairsConfig config;
    private final ColumnSet columns;
    private final PrintWriter out;
    private final JsonLines json;
    private final boolean alertsAlone;
    private final ColumnsReader reader = new ColumnsReader();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PairAlertDecoder alert = new PairAlertDecoder();

    PairTable(PairsConfig config, PrintWriter out, boolean json, boolean alertsAlone) {
        this.config = config;
        this.columns = PairColumns.set(config.window());
        this.out = out;
        this.json = json ? new JsonLines(out) : null;
        this.alertsAlone = alertsAlone;
    }

    /** The names of the fields, once, where there are any. */
    void head() {
        if (json == null) {
            out.println("time,pair,y,x," + (alertsAlone ? "z,threshold,event"
                : columns.columns().stream().map(Column::name).collect(Collectors.joining(","))));
        }
    }

    @Override
    public String name() {
        return "pair table";
    }

    @Override
    public long stateHash() {
        return 0;
    }

    @Override
    public void onEvent(Slot slot) {
        for (int effect = slot.firstChecked(); effect != Slot.NONE && !alertsAlone; effect = slot.nextChecked(effect)) {
            if (ColumnsReader.reads(slot.templateId(effect))
                && reader.wrap(slot.buffer(), effect).block() == ColumnBlock.PAIR) {
                row();
            }
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE && alertsAlone; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == PairAlertDecoder.TEMPLATE_ID) {
                alert.wrapAndApplyHeader(slot.buffer(), effect, header);
                alert(slot.eventTimeNs());
            }
        }
    }

    private void row() {
        final PairsConfig.Pair pair = config.pairs().get(reader.subjectId() - 1);
        if (json == null) {
            begin(reader.timeNs(), reader.subjectId(), pair);
            for (int i = 0; i < reader.size(); i++) {
                out.print(',');
                out.print(text(reader.value(i)));
            }
            out.println();
            return;
        }
        json.line(object -> {
            object.writeStringField("time", Times.format(reader.timeNs()));
            object.writeNumberField("pair", reader.subjectId());
            object.writeStringField("y", pair.y().toString());
            object.writeStringField("x", pair.x().toString());
            for (int i = 0; i < reader.size(); i++) {
                JsonNumbers.write(object, columns.columns().get(i).name(), reader.value(i));
            }
        });
    }

    private void alert(long timeNs) {
        final PairsConfig.Pair pair = config.pairs().get(alert.pairId() - 1);
        final String event = alert.beyond() == 1 ? "beyond" : "back";
        if (json == null) {
            begin(timeNs, alert.pairId(), pair);
            out.println("," + text(alert.z()) + "," + alert.threshold() + "," + event);
            return;
        }
        json.line(object -> {
            object.writeStringField("time", Times.format(timeNs));
            object.writeNumberField("pair", alert.pairId());
            object.writeStringField("y", pair.y().toString());
            object.writeStringField("x", pair.x().toString());
            JsonNumbers.write(object, "z", alert.z());
            object.writeNumberField("threshold", alert.threshold());
            object.writeStringField("event", event);
        });
    }

    private void begin(long timeNs, int number, PairsConfig.Pair pair) {
        out.print(Times.format(timeNs) + "," + number + "," + pair.y() + "," + pair.x());
    }

    private static String text(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
