package io.escapement.engine.config;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ConfigFileTest {
    private enum Colour { RED, DARK_BLUE }

    @Test
    void shouldReadEachKindOfValue() {
        final ConfigFile file = ConfigFile.of("x.yaml", """
            a: {n: 1_000, d: 0.5, t: 1.5s, on: true, c: dark-blue, s: text}
            l: [x, y]
            g: [[a, b], [c]]
            m: [{k: 1}, {k: 2}]
            """);
        final Section a = file.root().section("a");
        assertEquals(1000, a.whole("n", 0, 2000, null));
        assertEquals("0.5", a.decimal("d", "0", "1", null).toPlainString());
        assertEquals(1_500_000_000L, a.durationNs("t", "0s", "1h", null));
        assertEquals(true, a.yes("on", false));
        assertEquals(Colour.DARK_BLUE, a.choice("c", Colour.class, null));
        assertEquals("text", a.text("s", new Example("text", "x")));
        assertEquals(List.of("x", "y"), file.root().texts("l", new Example("texts", "[x]"), null));
        assertEquals(List.of(List.of("a", "b"), List.of("c")),
            file.root().textLists("g", new Example("lists", "[[x]]"), List.of()));
        assertEquals(List.of(1, 2), file.root().sections("m").stream().map(s -> s.count("k", 0, 9, null)).toList());
        file.finish();
    }

    @Test
    void shouldReportEveryProblemAtOnceWithFileLineExpectationAndExample() {
        final ConfigFile file = ConfigFile.of("x.yaml", """
            a:
              n: many
              t: 5
              colour: green
            typo: 1
            l: word
            """);
        final Section a = file.root().section("a");
        a.whole("n", 1, 9, 4L);
        a.durationNs("t", "1s", "1h", "5s");
        a.choice("colour", Colour.class, Colour.RED);
        a.text("missing", new Example("a symbol", "BTC/USDT"));
        file.root().texts("l", new Example("texts", "[x]"), List.of());
        final ConfigException e = assertThrows(ConfigException.class, file::finish);
        assertEquals(List.of(
            "x.yaml:2: a.n: is 'many'; expected a whole number from 1 to 9, e.g. 4",
            "x.yaml:3: a.t: is '5'; expected a length of time with its unit (ns us ms s m h d) from 1s to 1h, e.g. 5s",
            "x.yaml:4: a.colour: is 'green'; expected one of red dark-blue, e.g. red",
            "x.yaml:2: a.missing: is missing; expected a symbol, e.g. BTC/USDT",
            "x.yaml:6: l: is 'word'; expected a list, e.g. [a, b]",
            "x.yaml:5: typo: is not known here; expected one of a l"), e.problems());
    }

    @Test
    void shouldRefuseARepeatedKey() {
        final ConfigFile file = ConfigFile.of("x.yaml", "a: 1\nb: 2\na: 3\n");
        file.root().whole("a", 0, 9, null);
        file.root().whole("b", 0, 9, null);
        assertEquals(List.of("x.yaml:3: a: stands twice, first in line 1"),
            assertThrows(ConfigException.class, file::finish).problems());
    }

    @Test
    void shouldNameAMissingFileAndBrokenYaml(@TempDir Path folder) throws IOException {
        final Path missing = folder.resolve("no.yaml");
        assertEquals(missing + ": no such file; expected a YAML file, e.g. config/demo.yaml",
            assertThrows(ConfigException.class, () -> ConfigFile.read(missing)).getMessage());
        final Path broken = Files.writeString(folder.resolve("broken.yaml"), "a: [1,\nb: }\n");
        assertEquals(true, assertThrows(ConfigException.class, () -> ConfigFile.read(broken)).getMessage()
            .startsWith(broken + ":2: is not YAML: "));
        final Path list = Files.writeString(folder.resolve("list.yaml"), "- 1\n");
        assertEquals(list + ":1: expected keys with values at the top, e.g. engine: {id: 1}",
            assertThrows(ConfigException.class, () -> ConfigFile.read(list)).getMessage());
    }
}
