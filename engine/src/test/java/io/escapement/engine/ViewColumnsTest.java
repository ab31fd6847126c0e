package io.escapement.engine;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ViewColumnsTest {
    @Test
    void thePageIsThatOfTheColumns() throws IOException {
        assertEquals(ViewColumns.REGISTRY.page(), Files.readString(Path.of("COLUMNS.md")),
            "COLUMNS.md is not of this code: tools features --list markdown > engine/COLUMNS.md");
    }

    @Test
    void everyColumnHasAnOracle() {
        ViewColumns.REGISTRY.sets().forEach(set -> set.columns().forEach(column ->
            assertTrue(!column.oracle().equals("none"), column.name())));
    }
}
