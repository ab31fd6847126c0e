package io.escapement.tools.orders;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.tools.ToolRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the tools tell of the orders of an engine that has traded. */
@Timeout(180)
class OrderToolsTest {
    @TempDir
    private static Path folder;
    private static Path journal;
    private static Path config;
    private static String filled;

    @BeforeAll
    static void trade() throws Exception {
        try (TradedJournal traded = new TradedJournal(folder)) {
            filled = OrderName.of(traded.awaitFills(8));
            journal = traded.journal;
            config = traded.config;
        }
    }

    @Test
    void ordersListsEachOrderWithItsLastState() {
        final List<JsonNode> rows = ToolRun.of("orders", journal, "--json").wentWell().json();
        assertTrue(rows.size() >= 8, rows::toString);
        final JsonNode row = rows.stream().filter(each -> each.get("order").asText().equals(filled)).findFirst()
            .orElseThrow();
        assertEquals("BTCUSDT FILLED 0.001 0.001 false", row.get("symbol").asText() + " " + row.get("status").asText()
            + " " + decimal(row, "quantity") + " " + decimal(row, "filled") + " " + row.get("open").asBoolean());
        assertEquals(List.of(), ToolRun.of("orders", journal, "--json", "--open").wentWell().json());
        assertTrue(ToolRun.of("orders", journal).wentWell().out().contains(", 0 open"));
    }

    private static String decimal(JsonNode row, String field) {
        return new BigDecimal(row.get(field).asText()).stripTrailingZeros().toPlainString();
    }

    @Test
    void ordersTellsTheLifeOfOneOrderInItsOrder() {
        final String out = ToolRun.of("orders", journal, filled).wentWell().out();
        final List<String> lines = out.lines().toList();
        final int made = indexOf(lines, "-> NewOrder");
        final int update = indexOf(lines, "previousStatus=INTENDED");
        final int fill = indexOf(lines, "<- ExecutionReport");
        assertTrue(made >= 0 && made < update && update < fill, out);
        assertTrue(lines.get(lines.size() - 1).contains(" is FILLED, filled 0.001"), out);
    }

    private static int indexOf(List<String> lines, String text) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void ordersRefusesWhatIsNoOrder() {
        assertTrue(ToolRun.of("orders", journal, "first").failedWith(2).err().contains("expected engine, sequence"));
        assertTrue(ToolRun.of("orders", journal, "3-99999999-0").failedWith(2).err().contains("has no order"));
        assertTrue(ToolRun.of("explain", journal, "3-99999999-0").failedWith(2).err().contains("has no order"));
        assertTrue(ToolRun.of("explain", journal, "3-1").failedWith(2).err().contains("expected engine, sequence"));
        assertTrue(ToolRun.of("orders", journal, "99999-1-0").failedWith(2).err().contains("no client order id"));
        assertTrue(ToolRun.of("orders", folder.resolve("none")).failedWith(2).err().contains("no such directory"));
    }

    @Test
    void positionsAreTheSumOfTheFills() {
        final List<JsonNode> rows = ToolRun.of("positions", journal, "--json").wentWell().json();
        assertEquals(1, rows.size());
        BigDecimal sum = BigDecimal.ZERO;
        for (final JsonNode order : ToolRun.of("orders", journal, "--json").wentWell().json()) {
            final BigDecimal quantity = new BigDecimal(order.get("filled").asText());
            sum = order.get("side").asText().equals("BUY") ? sum.add(quantity) : sum.subtract(quantity);
        }
        final JsonNode row = rows.get(0);
        assertEquals(0, sum.compareTo(new BigDecimal(row.get("quantity").asText())), rows::toString);
        assertEquals(0, new BigDecimal(row.get("net").asText()).compareTo(new BigDecimal(row.get("gross").asText())
            .subtract(new BigDecimal(row.get("fees").asText()))), rows::toString);
        final String text = ToolRun.of("positions", journal).wentWell().out();
        assertTrue(text.contains("by strategy: strategy 1, USDT: net ") && text.contains("by venue: BINANCE, USDT"),
            text);
    }

    @Test
    void explainTellsTheWholeWayOfAnOrder() {
        final List<JsonNode> lines = ToolRun.of("explain", journal, filled, "--json").wentWell().json();
        final Set<String> parts = lines.stream().map(line -> line.get("part").asText()).collect(Collectors.toSet());
        assertEquals(Set.of("began", "book", "features", "decision", "check", "order", "report", "effect"), parts);
        final List<JsonNode> checks = lines.stream().filter(line -> line.get("part").asText().equals("check")).toList();
        assertEquals(27, checks.size(), checks::toString);
        assertTrue(checks.stream().allMatch(check -> check.get("comparisons").size() > 0
            || !check.get("limit").asText().isEmpty() && !check.get("observed").asText().isEmpty()
            && !check.get("limit").asText().contains("nothing to compare")), checks::toString);
        assertTrue(checks.stream().allMatch(check -> check.get("allowed").asBoolean()), checks::toString);
        final JsonNode quantity = checks.stream()
            .filter(check -> check.get("rule").asText().equals("MAX_ORDER_QUANTITY")).findFirst().orElseThrow();
        assertEquals("instrument", quantity.get("comparisons").get(0).get("scope").asText());
        assertTrue(quantity.get("comparisons").get(0).get("observed").asLong()
            < quantity.get("comparisons").get(0).get("limit").asLong());
        long last = 0;
        for (final JsonNode line : lines) {
            assertTrue(line.get("sequence").asLong() >= last, lines::toString);
            last = line.get("sequence").asLong();
        }
        final String text = ToolRun.of("explain", journal, filled).wentWell().out();
        assertTrue(text.contains("passed PRICE_COLLAR (row 1, PriceCollar): "), text);
        assertFalse(text.contains("WHAT THE CORE MAKES"), text);
        assertTrue(text.contains("passed KILL_SWITCH (row 9, KillSwitch): limit ACTIVE, or an order that reduces;"
            + " observed all ACTIVE, strategy 1 ACTIVE"), text);
        assertTrue(text.contains("(no features in this version beyond bars and the strategy's own signal)"), text);
    }

    @Test
    void theSameLimitsDenyNothingAndTighterOnesDenyWhatTheyShould() throws Exception {
        final List<JsonNode> same = ToolRun.of("risk-what-if", journal, config, "--json").wentWell().json();
        assertEquals(1, same.size(), same::toString);
        final JsonNode before = same.get(0);
        assertEquals("0 0", before.get("denied").asInt() + " " + before.get("letThrough").asInt());
        assertEquals("0", before.get("net").get("USDT").get("difference").asText());
        final Path tighter = TradedJournal.config(folder, "tighter.yaml", "0.0005");
        final List<JsonNode> denied = ToolRun.of("risk-what-if", journal, tighter, "--json").wentWell().json();
        final JsonNode after = denied.get(denied.size() - 1);
        assertEquals(after.get("ordersThen").asInt(), after.get("denied").asInt());
        assertEquals(after.get("denied").asInt(), denied.size() - 1);
        assertEquals("MAX_ORDER_QUANTITY", denied.get(0).get("rule").asText());
        assertEquals("0", after.get("net").has("USDT") ? after.get("net").get("USDT").get("now").asText() : "0");
    }

    @Test
    void whatIfRefusesLimitsThatAreNone() {
        assertTrue(ToolRun.of("risk-what-if", journal, folder.resolve("none.yaml")).failedWith(2).err()
            .contains("none.yaml"));
    }

    @Test
    void reconcileSaysThatPaperHasNoAccount() {
        assertTrue(ToolRun.of("reconcile", config).wentWell().out().contains("the config has no account"));
        assertTrue(ToolRun.of("reconcile", journal).failedWith(2).err().contains("needs the engine's config"));
    }
}
