package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.RecordingInlet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DepthSnapshotDecoderTest {
    private static final Instrument BTC = DecoderBench.instrument(5, "BTCUSDT", -2, -8);

    private final RecordingInlet inlet = new RecordingInlet(4096);
    private final DepthSnapshotDecoder decoder =
        new DepthSnapshotDecoder(inlet, Venue.BINANCE, 3, Provenance.LIVE, TimeUnit.MILLISECONDS);

    @Test
    void cutsFiveThousandLevelsASideIntoFragments() {
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        final List<String> expected = new ArrayList<>(List.of("160 - 77"));
        for (int i = 5000; i > 0; i--) {
            bids.append(i < 5000 ? "," : "").append("[\"").append(i).append(".25000000\",\"0.50000000\"]");
            expected.add("b " + (i * 100 + 25) + " 50000000");
        }
        for (int i = 5001; i <= 10_000; i++) {
            asks.append(i > 5001 ? "," : "").append("[\"").append(i).append(".75000000\",\"").append(i).append("\"]");
            expected.add("a " + (i * 100 + 75) + " " + i * 100_000_000L);
        }
        assertTrue(onBody("{\"lastUpdateId\":160,\"bids\":[" + bids + "],\"asks\":[" + asks + "]}", BTC));
        assertEquals(expected, joined());
        assertTrue(inlet.size() > 70, "fragments: " + inlet.size());
    }

    @Test
    void takesFuturesTimesAndAnyOrder() {
        assertTrue(onBody("{\n \"asks\" : [ [ \"2.5\" , \"1e0\" ] ], \"E\":5,\"T\":4,\"bids\":[],\"lastUpdateId\":9}",
            BTC));
        assertEquals(List.of("9 5000000 77", "a 250 100000000"), joined());
    }

    @Test
    void saysWhatIsWrongAndPublishesNothingElse() {
        assertFails("{\"lastUpdateId\":1,\"bids\":[[\"1.005\",\"1\"]],\"asks\":[]}",
            "depth body at byte 28 of 51: expected a price (more decimals than the exponent holds)");
        assertFails("{\"lastUpdateId\":1,\"bids\":[]}",
            "depth body at byte 0 of 28: expected an array of levels (asks)");
        assertFails("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}",
            "the venue refused: code -1121 \"Invalid symbol.\"");
        assertFails("<html>", "depth body at byte 0 of 6: expected an object");
        assertFails("", "depth body at byte 0 of 0: expected an object");
    }

    @Test
    void decodesEveryRecordedSnapshotAsJacksonDoes() {
        forEachSnapshot((body, instrument) -> compare(body, withPriceExponent(instrument, -8)));
    }

    /** Found in the recordings: orders that rest from before the tick was made coarser. */
    @Test
    void refusesRecordedSnapshotsWithPricesOffTheTickAtTheTicksExponent() {
        final List<String> refused = new ArrayList<>();
        forEachSnapshot((body, instrument) -> {
            if (!onBody(body, instrument)) {
                refused.add(instrument.symbol() + " " + instrument.priceExponent());
            }
        });
        assertEquals(List.of("NKNUSDT -4", "CTKUSDT -3"), refused);
    }

    private static void forEachSnapshot(BiConsumer<String, Instrument> action) {
        for (final String folder : List.of("binance-spot", "binance-usdm")) {
            CapturedFrames.files(folder).forEach(file -> {
                final Map<String, Instrument> instruments = new HashMap<>();
                CapturedInstruments.of(file).forEach(instrument -> instruments.put(instrument.symbol(), instrument));
                CapturedFrames.forEach(file, "http", line -> {
                    final String url = line.get("url").asText();
                    if (url.contains("/depth?symbol=")) {
                        action.accept(line.get("body").asText(), instruments.get(url.replaceAll(".*symbol=|&.*", "")));
                    }
                });
            });
        }
    }

    private static Instrument withPriceExponent(Instrument i, int exponent) {
        return DecoderBench.instrument(i.id(), i.symbol(), exponent, i.quantityExponent());
    }

    private void compare(String body, Instrument instrument) {
        try {
            final JsonNode node = CapturedFrames.JSON.readTree(body);
            final List<String> expected = new ArrayList<>();
            expected.add(node.get("lastUpdateId").asLong() + " "
                + (node.has("E") ? "" + node.get("E").asLong() * 1_000_000L : "-") + " 77");
            for (final String side : List.of("bids", "asks")) {
                node.get(side).forEach(level -> expected.add(side.charAt(0) + " "
                    + DecimalParser.parse(level.get(0).asText(), instrument.priceExponent()) + " "
                    + DecimalParser.parse(level.get(1).asText(), instrument.quantityExponent())));
            }
            assertTrue(onBody(body, instrument));
            assertEquals(expected, joined());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertFails(String body, String detail) {
        assertFalse(onBody(body, BTC));
        assertEquals(List.of("SNAPSHOT_FAILED 5 connection 3 BINANCE: " + detail), DecoderBench.lines(inlet));
    }

    private boolean onBody(String body, Instrument instrument) {
        inlet.clear();
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return decoder.onBody(new UnsafeBuffer(bytes), 0, bytes.length, instrument, 77);
    }

    private List<String> joined() {
        final List<String> lines = new ArrayList<>();
        for (int i = 0; i < inlet.size(); i++) {
            final BookSnapshotDecoder s = inlet.bookSnapshot(i);
            final String time = s.venueTimeNs() == BookSnapshotDecoder.venueTimeNsNullValue() ? "-"
                : "" + s.venueTimeNs();
            final String head = s.lastUpdateId() + " " + time + " " + s.receiveTimeNs();
            assertEquals((i == 0 ? Messages.FIRST_FRAGMENT : 0)
                | (i == inlet.size() - 1 ? Messages.LAST_FRAGMENT : 0), s.flags());
            if (i == 0) {
                lines.add(head);
            }
            assertEquals(lines.get(0), head);
            s.bids().forEach(level -> lines.add("b " + level.price() + " " + level.quantity()));
            s.asks().forEach(level -> lines.add("a " + level.price() + " " + level.quantity()));
        }
        return lines;
    }
}
