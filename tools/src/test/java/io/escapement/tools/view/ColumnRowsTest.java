package io.escapement.tools.view;

import io.escapement.codecs.Provenance;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ColumnRowsTest {
    private static final long SECOND = 1_000_000_000L;

    private static void tell(Slot slot, String column, int subject, boolean ofView, double value) {
        final ColumnSet set = ViewColumns.REGISTRY.sets().stream().filter(each -> each.index(column) >= 0).findFirst()
            .orElseThrow();
        final double[] values = new double[set.size()];
        Arrays.fill(values, value);
        if (ofView) {
            new ColumnsWriter(set).writeOfView(slot, subject, 7 * SECOND, SECOND, values);
        } else {
            new ColumnsWriter(set).write(slot, subject, 7 * SECOND, SECOND, values);
        }
    }

    private static List<String> rows(String wanted, String... columns) {
        final Slot slot = new SlotSizes(16 * 1024, 16 * 1024).newSlot();
        slot.commitEvent(8, Provenance.ENGINE);
        tell(slot, "mid", 1, false, 2.5);
        tell(slot, "pair_beta", 1, false, 0.5);
        tell(slot, "rsi_14", 1, false, 30);
        tell(slot, "rsi_14", 1, true, 70);
        final StringWriter text = new StringWriter();
        new ColumnRows(Arrays.stream(columns).map(Choice::of).toList(), wanted, new PrintWriter(text, true))
            .onEvent(slot);
        return text.toString().lines().skip(1).toList();
    }

    @Test
    void aPairIsNotTheInstrumentOfItsNumber() {
        assertEquals(List.of("7000000000,1,2.5,"), rows(null, "mid", "pair_beta"));
        assertEquals(List.of("7000000000,1,0.5,"), rows(null, "pair_beta", "mid"));
    }

    @Test
    void aViewIsNotTheInstrumentOfItsNumber() {
        assertEquals(List.of("7000000000,1,30.0,2.5", "7000000000,view of 1,70.0,"), rows(null, "rsi_14", "mid"));
        assertEquals(List.of("7000000000,1,30.0"), rows("1", "rsi_14"));
        assertEquals(List.of("7000000000,view of 1,70.0"), rows("view of 1", "rsi_14"));
    }
}
