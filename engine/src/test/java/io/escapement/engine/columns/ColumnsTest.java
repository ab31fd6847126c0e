package io.escapement.engine.columns;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ColumnsTest {
    private static Column column(String name, int version) {
        return new Column(name, version, "1", "1 s", "1 quote", Reset.BOOK, "what it is", "a hand vector");
    }

    private static ColumnSet set(ColumnBlock block, Column... columns) {
        return new ColumnSet(block, List.of(columns));
    }

    @Test
    void valuesAreReadAsTheyWereWrittenAndWhatIsMissingIsOneNan() {
        final ColumnSet set = set(ColumnBlock.FLOW, column("a", 1), column("b", 1), column("c", 1));
        final Slot slot = SlotSizes.USUAL.newSlot();
        slot.commitEvent(8, Provenance.ENGINE);
        final double otherNan = Double.longBitsToDouble(0x7FF8_0000_0000_0001L);
        new ColumnsWriter(set).write(slot, 7, 1_000, 500, new double[] {1.5, otherNan, -0.0});
        final int effect = slot.firstChecked();
        assertTrue(ColumnsReader.reads(slot.templateId(effect)));
        final ColumnsReader read = new ColumnsReader().wrap(slot.buffer(), effect);
        assertEquals(List.of(ColumnBlock.FLOW, 7, 1_000L, 500L, set.hash(), 3),
            List.of(read.block(), read.subjectId(), read.timeNs(), read.durationNs(), read.schemaHash(),
                read.size()));
        assertEquals(List.of(1.5, Double.NaN, -0.0), List.of(read.value(0), read.value(1), read.value(2)));
        assertEquals(Double.doubleToRawLongBits(Double.NaN), Double.doubleToRawLongBits(read.value(1)));
        assertThrows(IndexOutOfBoundsException.class, () -> read.value(3));
        assertEquals(Slot.NONE, slot.nextChecked(effect));
    }

    @Test
    void anotherDefinitionIsAnotherHashAndAnotherOracleIsNot() {
        final long hash = set(ColumnBlock.FLOW, column("a", 1)).hash();
        assertEquals(hash, set(ColumnBlock.FLOW, column("a", 1)).hash());
        assertNotEquals(hash, set(ColumnBlock.FLOW, column("a", 2)).hash());
        assertNotEquals(hash, set(ColumnBlock.DEPTH, column("a", 1)).hash());
        assertEquals(hash, set(ColumnBlock.FLOW, new Column("a", 1, "1", "1 s", "1 quote", Reset.BOOK, "what it is",
            "another proof")).hash());
    }

    @Test
    void aNameStandsForOneColumnOnly() {
        assertThrows(IllegalArgumentException.class, () -> set(ColumnBlock.FLOW, column("a", 1), column("a", 2)));
        final ColumnSet flow = set(ColumnBlock.FLOW, column("a", 1));
        assertThrows(IllegalArgumentException.class,
            () -> new ColumnRegistry(List.of(flow, set(ColumnBlock.DEPTH, column("a", 1)))));
        assertThrows(IllegalArgumentException.class,
            () -> new ColumnRegistry(List.of(flow, set(ColumnBlock.FLOW, column("b", 1)))));
        assertThrows(IllegalArgumentException.class, () -> column("Upper", 1));
        assertThrows(IllegalArgumentException.class, () -> column("a", 0));
    }

    @Test
    void thePageHasEveryColumnAndTheSchemasHash() {
        final ColumnRegistry registry = new ColumnRegistry(List.of(set(ColumnBlock.FLOW, column("a", 3))));
        assertTrue(registry.page().contains("| a | 3 | 1 | 1 s | 1 quote | book not LIVE | what it is | a hand vector"
            + " |"), registry.page());
        assertTrue(registry.page().contains(registry.sha256()));
        assertEquals(64, registry.sha256().length());
    }
}
