package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.Mutations;
import io.escapement.engine.venue.orders.Allowance;
import io.escapement.engine.venue.orders.DeskProbe;
import io.escapement.engine.venue.orders.RequestBudget;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Messages of Binance's account streams, spot and USD-M, in the shapes of the sheets; and broken ones. */
class BinanceLineTest {
    private static final String FILL = "{\"subscriptionId\":0,\"event\":{\"e\":\"executionReport\",\"E\":1700000000123,"
        + "\"s\":\"BTCUSDT\",\"c\":\"7-42-0\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"f\":\"GTC\",\"q\":\"0.50000000\","
        + "\"p\":\"64123.45000000\",\"P\":\"0.00000000\",\"F\":\"0.00000000\",\"g\":-1,\"C\":\"\",\"x\":\"TRADE\","
        + "\"X\":\"PARTIALLY_FILLED\",\"r\":\"NONE\",\"i\":4293153,\"l\":\"0.20000000\",\"z\":\"0.30000000\","
        + "\"L\":\"64123.44000000\",\"n\":\"0.00020001\",\"N\":\"BNB\",\"T\":1700000000122,\"t\":77,\"I\":8641984,"
        + "\"w\":true,\"m\":false,\"M\":true,\"O\":1700000000000,\"Z\":\"19236.0\",\"V\":\"EXPIRE_TAKER\"}}";
    private static final String USDM_FILL = "{\"e\":\"ORDER_TRADE_UPDATE\",\"E\":1700000000123,\"T\":1700000000122,"
        + "\"st\":1,\"o\":{\"s\":\"BTCUSDT\",\"c\":\"7-42-0\",\"S\":\"SELL\",\"o\":\"LIMIT\",\"f\":\"GTC\","
        + "\"q\":\"0.500\",\"p\":\"64123.4\",\"ap\":\"0\",\"sp\":\"0\",\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\","
        + "\"i\":8886774,\"l\":\"0.200\",\"z\":\"0.300\",\"L\":\"64123.4\",\"N\":\"USDT\",\"n\":\"2.564936001\","
        + "\"T\":1700000000122,\"t\":77,\"b\":\"0\",\"a\":\"0\",\"m\":true,\"R\":false,\"ot\":\"LIMIT\",\"ps\":"
        + "\"BOTH\","
        + "\"rp\":\"0\",\"V\":\"NONE\",\"pm\":\"NONE\",\"gtd\":0}}";
    private static final ObjectMapper JACKSON = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build();

    private final DeskProbe spot = new DeskProbe(Venue.BINANCE, (config, desk) -> new BinanceLine(config,
        new BinanceCalls(config, new RequestBudget(List.of(new Allowance(1_000, 60_000, true, 0)), List.of()),
            BinanceCalls.codes()), desk));
    private final DeskProbe usdm = new DeskProbe(Venue.BINANCE_USDM,
        (config, desk) -> new UsdmLine(config, desk, "listen"));

    private static String spot(String from, String to) {
        assertTrue(FILL.contains(from), from);
        return FILL.replace(from, to);
    }

    @Test
    void fillsAreTold() {
        assertEquals(List.of("FILL 7-42-0 STREAM BUY 30000000/20000000 20000000@6412344 TAKER fee 20001 BNB"
            + " order 50000000@6412345 NONE id 4293153"), spot.frame(FILL));
        assertEquals(List.of("FILL 7-42-0 STREAM SELL 30000000/20000000 20000000@6412340 MAKER fee 256493601 USDT"
            + " order 50000000@6412340 NONE id 8886774"), usdm.frame(USDM_FILL));
    }

    @Test
    void everyExecutionTypeHasItsWord() {
        final String over = "30000000/0 order 50000000@6412345 ";
        assertEquals(List.of("CANCELLED 7-42-0 STREAM BUY " + over + "NONE id 4293153"), spot.frame(
            spot("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"", "\"x\":\"CANCELED\",\"X\":\"CANCELED\"")));
        assertEquals(List.of("EXPIRED 7-42-0 STREAM BUY " + over + "NONE id 4293153"), spot.frame(
            spot("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"", "\"x\":\"EXPIRED\",\"X\":\"EXPIRED\"")));
        assertEquals(List.of("CANCELLED 7-42-0 STREAM BUY " + over + "SELF_TRADE id 4293153"), spot.frame(
            spot("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"",
                "\"x\":\"TRADE_PREVENTION\",\"X\":\"EXPIRED_IN_MATCH\"")));
        assertEquals(List.of("AMENDED 7-42-0 STREAM BUY 30000000/20000000 order 50000000@6412345 NONE id 4293153"),
            spot.frame(spot("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"", "\"x\":\"REPLACED\",\"X\":\"NEW\"")));
        assertEquals(List.of("ACCEPTED 7-42-0 STREAM BUY 30000000/20000000 order 50000000@6412345 NONE id 4293153"),
            spot.frame(spot("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"", "\"x\":\"NEW\",\"X\":\"NEW\"")));
        assertEquals(List.of("EXPIRED 7-42-0 STREAM SELL 30000000/0 order 50000000@6412340 REDUCE_ONLY id 8886774:"
            + " expiry reason 4"), usdm.frame(USDM_FILL.replace("\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"",
            "\"x\":\"EXPIRED\",\"X\":\"EXPIRED\",\"er\":\"4\"")));
    }

    private List<String> algo(String status, String order, String filled, String why) {
        return usdm.frame("{\"e\":\"ALGO_UPDATE\",\"T\":1765431097030,\"E\":1765431097037,\"o\":{\"caid\":\"7-42-0\","
            + "\"aid\":2148719,\"at\":\"CONDITIONAL\",\"o\":\"STOP_MARKET\",\"s\":\"BTCUSDT\",\"S\":\"SELL\",\"ps\":"
            + "\"BOTH\",\"f\":\"GTC\",\"q\":\"0.5\",\"X\":\"" + status + "\",\"ai\":\"" + order + "\",\"ap\":\"0\","
            + "\"aq\":\"" + filled + "\",\"act\":\"MARKET\",\"tp\":\"64000\",\"p\":\"0\",\"V\":\"EXPIRE_MAKER\","
            + "\"wt\":\"CONTRACT_PRICE\",\"pm\":\"NONE\",\"cp\":false,\"pP\":false,\"R\":false,\"tt\":0,\"gtd\":0,"
            + "\"rm\":\"" + why + "\"}}");
    }

    @Test
    void everyStatusOfAConditionalOrderHasItsWord() {
        final String begin = " 7-42-0 STREAM SELL 0/50000000 order 50000000@- NONE id ";
        final String over = " 7-42-0 STREAM SELL 0/0 order 50000000@- ";
        assertEquals(List.of("ACCEPTED" + begin + "-2148719"), algo("NEW", "", "0", ""));
        assertEquals(List.of("NULL_VAL" + begin + "-2148719"), algo("TRIGGERING", "", "0", ""));
        assertEquals(List.of("TRIGGERED" + begin + "889373810632148719"), algo("TRIGGERED", "88937381063", "0", ""));
        assertEquals(List.of("NULL_VAL 7-42-0 STREAM SELL 20000000/30000000 order 50000000@- NONE id 72148719"),
            algo("FINISHED", "7", "0.2", ""));
        assertEquals(List.of("CANCELLED" + over + "NONE id -2148719"), algo("CANCELED", "", "0", ""));
        assertEquals(List.of("EXPIRED" + over + "NONE id -2148719"), algo("EXPIRED", "", "0", ""));
        assertEquals(List.of("REJECTED" + over + "OTHER id -2148719: margin"), algo("REJECTED", "", "0", "margin"));
        assertTrue(algo("SLEEPING", "", "0", "").get(0).contains("SLEEPING; expected a conditional order's status"));
        assertTrue(algo("TRIGGERED", "x", "0", "").get(0).contains("expected an order's number"));
    }

    @Test
    void cancelIsTheOrdersItsOwnNameIsNot() {
        assertEquals(List.of("CANCELLED 7-9-1 STREAM BUY 30000000/0 order 50000000@6412345 NONE id 4293153"),
            spot.frame(spot("\"C\":\"\",\"x\":\"TRADE\",\"X\":\"PARTIALLY_FILLED\"",
                "\"C\":\"7-9-1\",\"x\":\"CANCELED\",\"X\":\"CANCELED\"")));
        assertEquals(List.of("another's order"), spot.frame(spot("\"c\":\"7-42-0\"", "\"c\":\"web_123\"")));
    }

    @Test
    void balancesPositionsFundingAndEndsAreTold() {
        assertEquals(List.of("balance 1050000000 1000000000 STREAM USDT"), spot.frame("{\"subscriptionId\":0,\"event\":"
            + "{\"e\":\"outboundAccountPosition\",\"E\":1,\"u\":1,\"B\":[{\"a\":\"USDT\",\"f\":\"10.0\",\"l\":\""
            + "0.5\"}]}}"));
        assertEquals(List.of("balance 12262415645 - STREAM USDT", "funding 1 -150000001 USDT",
            "position 1 -50000000 6412340 STREAM"), usdm.frame("{\"e\":\"ACCOUNT_UPDATE\",\"E\":5,\"T\":5,\"a\":"
            + "{\"m\":\"FUNDING_FEE\",\"B\":[{\"a\":\"USDT\",\"wb\":\"122.62415645\",\"cw\":\"1\",\"bc\":\"-1.50"
            + "0000001\"}],"
            + "\"P\":[{\"s\":\"BTCUSDT\",\"pa\":\"-0.5\",\"ep\":\"64123.4049\",\"ps\":\"BOTH\"}]}}"));
        assertEquals(List.of("interrupted: the listen key has expired"),
            usdm.frame("{\"e\":\"listenKeyExpired\",\"E\":1,\"listenKey\":\"x\"}"));
        assertEquals(List.of("interrupted: the server is about to shut down"),
            spot.frame("{\"event\":{\"e\":\"serverShutdown\",\"E\":1}}"));
        assertEquals(List.of("interrupted: the venue has ended the account's stream"),
            spot.frame("{\"subscriptionId\":0,\"event\":{\"e\":\"eventStreamTerminated\",\"E\":1}}"));
    }

    @Test
    void repliesNameTheirOrderAndWhatBecameOfIt() {
        final String limits = "\"rateLimits\":[{\"rateLimitType\":\"ORDERS\",\"interval\":\"SECOND\",\"intervalN"
            + "um\":10,"
            + "\"limit\":60,\"count\":59}]}";
        assertEquals(List.of("PLACE 7-42-0 granted"), spot.frame("{\"id\":\"7-42-0\",\"status\":200,\"result\":{},"
            + limits));
        final Allowance orders = spot.budget().orders(10_000);
        assertEquals(List.of(60L, 59L), List.of(orders.limit(), orders.used(DeskProbe.NOW_NS / 1_000_000L)));
        assertEquals(List.of("CANCEL 7-42-0 NOT_FOUND UNKNOWN_ORDER -2011 Unknown order sent."), spot.frame(
            error("c7-42-0", 400, -2011, "Unknown order sent.")));
        assertEquals(List.of("PLACE 7-42-0 REFUSED INSUFFICIENT_BALANCE -2010 Account has insufficient balance for"
            + " requested action."), spot.frame(error("7-42-0", 400, -2010,
            "Account has insufficient balance for requested action.")));
        assertEquals(List.of("PLACE 7-42-0 DUPLICATE DUPLICATE_ORDER -2010 Duplicate order sent."), spot.frame(
            error("7-42-0", 400, -2010, "Duplicate order sent.")));
        assertEquals(List.of("PLACE 7-42-0 UNKNOWN NONE -1007 Timeout waiting for response"), spot.frame(
            error("7-42-0", 408, -1007, "Timeout waiting for response")));
        assertEquals(List.of("PLACE 7-42-0 REFUSED MAINTENANCE -1008 Server is currently overloaded"), spot.frame(
            error("7-42-0", 503, -1008, "Server is currently overloaded")));
        assertEquals(List.of("refused: the logon was refused: -2015 key *** bad"), spot.frame(
            error("logon", 401, -2015, "key the-key bad")));
        assertEquals(List.of("logged on"), spot.frame("{\"id\":\"logon\",\"status\":200,\"result\":{}}"));
        assertEquals(List.of("ready"), spot.frame("{\"id\":\"subscribe\",\"status\":200,\"result\":{}}").subList(1, 2));
    }

    private static String error(String id, int status, int code, String words) {
        return "{\"id\":\"" + id + "\",\"status\":" + status + ",\"error\":{\"code\":" + code + ",\"msg\":\"" + words
            + "\"},\"rateLimits\":[]}";
    }

    /** What Jackson reads; nothing where a number that we do not look at is more than it takes. */
    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return JACKSON.readTree(bytes);
        } catch (final NumberFormatException e) {
            return MissingNode.getInstance();
        }
    }

    @Property(tries = 8_000)
    void whatIsTakenFromABrokenMessageIsWhatJacksonReads(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int n,
                                                         @ForAll boolean futures) throws IOException {
        final Random random = new Random(seed);
        final byte[] bytes = new Mutations("0123456789.eE-+\"{}[],:xtZLln ").change((futures ? USDM_FILL : FILL)
            .getBytes(StandardCharsets.UTF_8), n, random);
        final List<String> lines = (futures ? usdm : spot).frame(bytes, true);
        for (final String line : lines) {
            if (line.startsWith("FILL ")) {
                final JsonNode json = tree(bytes).path(futures ? "o" : "event");
                if (json.isMissingNode()) {
                    continue;
                }
                final String[] words = line.split(" ");
                assertEquals(0, BigDecimal.valueOf(Long.parseLong(words[4].split("/")[0]), 8)
                    .compareTo(decimal(json, "z")), line);
                assertEquals(0, BigDecimal.valueOf(Long.parseLong(words[5].split("@")[0]), 8)
                    .compareTo(decimal(json, "l")), line);
                assertEquals(0, BigDecimal.valueOf(Long.parseLong(words[5].split("@")[1]), 2)
                    .compareTo(decimal(json, "L")), line);
                assertEquals(json.get("S").asText(), words[3], line);
            }
        }
    }

    private static BigDecimal decimal(JsonNode json, String key) {
        return new BigDecimal(json.get(key).asText());
    }
}
