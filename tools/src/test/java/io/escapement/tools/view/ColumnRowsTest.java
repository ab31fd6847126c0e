package io.escapement.tools.view;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.ViewColumns;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.tools.terminal.CommandException;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

    private static List<ToldColumns> told() {
        return ViewColumns.REGISTRY.sets().stream()
            .map(set -> ToldColumns.all(set.block().name(), set, List.of(SECOND))).toList();
    }

    private static List<String> rows(String... columns) {
        return rowsOf(null, columns);
    }

    private static List<String> rowsOf(String wanted, String... columns) {
        final Slot slot = new SlotSizes(16 * 1024, 16 * 1024).newSlot();
        slot.commitEvent(8, Provenance.ENGINE);
        tell(slot, "mid", 1, false, 2.5);
        tell(slot, "pair_beta", 1, false, 0.5);
        tell(slot, "dq_score", 1, false, 0.25);
        tell(slot, "rsi_14", 1, false, 30);
        tell(slot, "rsi_14", 1, true, 70);
        final StringWriter text = new StringWriter();
        try (CsvRows csv = new CsvRows(new PrintWriter(text), "text", false)) {
            new ColumnRows(Choices.named(List.of(columns), told()), wanted, csv).onEvent(slot);
        }
        return text.toString().lines().toList();
    }

    @Test
    void aRowHasWhatIsToldInItsRecordAlsoBehindTheLeadingBlock() {
        assertEquals(List.of("7000000000,1,2.5,0.25"), rows("mid", "dq_score"));
    }

    @Test
    void aPairIsNotTheInstrumentOfItsNumber() {
        assertEquals(List.of("7000000000,1,2.5,2.5"), rows("mid", "wmid_dev"));
        assertEquals(List.of("7000000000,1,0.5"), rows("pair_beta"));
        assertEquals("column \"mid\" and column \"pair_beta\": one is of pairs and the other of instruments, so no row"
            + " has both", assertThrows(CommandException.class, () -> rows("mid", "pair_beta")).getMessage());
    }

    @Test
    void aViewIsNotTheInstrumentOfItsNumber() {
        assertEquals(List.of("7000000000,1,30.0,2.5", "7000000000,view of 1,70.0,"), rows("rsi_14", "mid"));
        assertEquals(List.of("7000000000,1,30.0"), rowsOf("1", "rsi_14"));
        assertEquals(List.of("7000000000,view of 1,70.0"), rowsOf("view of 1", "rsi_14"));
    }

    @Test
    void ofAllColumnsThoseThatAreToldMostOftenLead() {
        final List<ToldColumns> told = told().stream().map(each -> switch (each.set().block()) {
            case FLOW -> new ToldColumns("features", each.set(), List.of("mid", "ofi_1s"), List.of(SECOND / 10));
            case INDICATORS ->
                new ToldColumns("indicators", each.set(), List.of("rsi_14"), List.of(60 * SECOND, SECOND));
            case QUALITY -> each;
            default -> each.leftOut();
        }).toList();
        final List<String> notes = new ArrayList<>();
        final Choices often = Choices.all(told, notes::add);
        assertEquals(List.of("rsi_14@1m", "rsi_14@1s", "mid", "ofi_1s"), often.titles().subList(0, 4));
        assertEquals(ColumnBlock.FLOW, often.leading().block());
        assertEquals(List.of("by this config there are no columns of DEPTH, PIVOTS, PAIR"), notes);
        final List<ToldColumns> alike = told().stream().filter(each -> each.set().block() != ColumnBlock.PAIR).toList();
        assertEquals(ColumnBlock.QUALITY, Choices.all(alike, notes::add).leading().block());
        assertEquals(1, notes.size());
        assertThrows(CommandException.class,
            () -> Choices.all(told().stream().map(ToldColumns::leftOut).toList(), notes::add));
    }
}
