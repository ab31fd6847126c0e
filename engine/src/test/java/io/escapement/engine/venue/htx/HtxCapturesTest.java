package io.escapement.engine.venue.htx;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HtxCapturesTest {
    private int frames;
    private int books;
    private int repeated;
    private int levels;
    private int trades;
    private int pings;
    private int dust;

    /** One book as simple as it gets. */
    private static final class Book {
        private final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>();
        private final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        private long id = -1;
    }

    @ParameterizedTest
    @ValueSource(strings = {"multi-2021-04", "multi-2022-02-swap", "multi-2022-02-huobi-linear-swap"})
    void decodesEveryRecordedFrameAsTheTwinDoesIntoTheSameBooks(String name) throws IOException {
        final String file = "htx/" + name + ".jsonl.gz";
        final List<Instrument> instruments = instruments(file);
        final WireBench bench = new WireBench(HtxFrames.maker(instruments));
        final HtxTwin twin = new HtxTwin(instruments);
        final Map<Integer, Book> kept = new HashMap<>();
        for (final CaptureLine line : Captures.lines(file, CaptureLine.Kind.IN)) {
            final byte[] text =
                new GZIPInputStream(new ByteArrayInputStream(line.bytes())).readAllBytes();
            final List<String> events = bench.decode(line.bytes());
            assertFalse(events.stream().anyMatch(event -> Character.isUpperCase(event.charAt(0))), events::toString);
            PlainJson.agree(twin, text, events);
            frames++;
            pings += text.length < 40 && new String(text, StandardCharsets.UTF_8).contains("ping") ? 1 : 0;
            play(bench, instruments, kept, PlainJson.LENIENT.readTree(text));
        }
        assertEquals(pings, bench.control.stream().filter(each -> each.startsWith("answer")).count());
        System.out.printf("HTX %s: %d frames, twin agrees on all; %d books of %d levels equal the plain ones, %d "
            + "of them repeated, none crossed, no number went back, %d quantities cut below the exponent; %d "
            + "trades, %d pings%n", name,
            frames, books, levels, repeated, dust, trades, pings);
        assertTrue(books > 0 && trades > 0);
    }

    /** Applies what was published to plain books, and compares with the frame. */
    private void play(WireBench bench, List<Instrument> instruments, Map<Integer, Book> kept, JsonNode frame) {
        for (int i = 0; i < bench.inlet.size(); i++) {
            if (bench.inlet.templateId(i) == TradeDecoder.TEMPLATE_ID) {
                trades++;
            } else if (bench.inlet.templateId(i) == BookSnapshotDecoder.TEMPLATE_ID) {
                final BookSnapshotDecoder snapshot = bench.inlet.bookSnapshot(i);
                final Instrument instrument = instruments.get(snapshot.instrumentId() - 1);
                final Book book = kept.computeIfAbsent(instrument.id(), id -> new Book());
                final boolean newer = snapshot.lastUpdateId() > book.id;
                assertTrue(snapshot.lastUpdateId() >= book.id, "numbers go back");
                repeated += newer ? 0 : 1;
                book.id = snapshot.lastUpdateId();
                if (newer) {
                    apply(book, snapshot, instrument);
                }
                assertEquals(plain(frame.at("/tick/bids"), instrument), book.bids);
                assertEquals(plain(frame.at("/tick/asks"), instrument), book.asks);
                assertTrue(book.bids.isEmpty() || book.asks.isEmpty()
                    || book.bids.lastKey().compareTo(book.asks.firstKey()) < 0, "crossed");
                books++;
                levels += book.bids.size() + book.asks.size();
            }
        }
    }

    private static void apply(Book book, BookSnapshotDecoder snapshot, Instrument instrument) {
        book.bids.clear();
        book.asks.clear();
        for (final BookSnapshotDecoder.BidsDecoder level : snapshot.bids()) {
            book.bids.put(number(level.price(), instrument.priceExponent()),
                number(level.quantity(), instrument.quantityExponent()));
        }
        for (final BookSnapshotDecoder.AsksDecoder level : snapshot.asks()) {
            book.asks.put(number(level.price(), instrument.priceExponent()),
                number(level.quantity(), instrument.quantityExponent()));
        }
    }

    private static BigDecimal number(long mantissa, int exponent) {
        return BigDecimal.valueOf(mantissa).scaleByPowerOfTen(exponent).stripTrailingZeros();
    }

    private TreeMap<BigDecimal, BigDecimal> plain(JsonNode rows, Instrument instrument) {
        final TreeMap<BigDecimal, BigDecimal> side = new TreeMap<>();
        for (final JsonNode row : rows) {
            final BigDecimal quantity = row.get(1).decimalValue();
            final BigDecimal kept = quantity.setScale(-instrument.quantityExponent(), RoundingMode.DOWN);
            dust += kept.compareTo(quantity) == 0 ? 0 : 1;
            side.put(row.get(0).decimalValue().stripTrailingZeros(), kept.stripTrailingZeros());
        }
        return side;
    }

    /** From the recording's own list of instruments; the shortest recording has none and borrows another's. */
    private static List<Instrument> instruments(String file) throws IOException {
        final TreeSet<String> symbols = new TreeSet<>();
        for (final CaptureLine line : Captures.lines(file, CaptureLine.Kind.OUT)) {
            final String topic = PlainJson.LENIENT.readTree(line.text()).path("sub").asText();
            if (topic.startsWith("market.")) {
                symbols.add(topic.split("\\.")[1]);
            }
        }
        final List<ListedRows.Wanted> wanted = new ArrayList<>();
        symbols.forEach(symbol -> wanted.add(new ListedRows.Wanted(wanted.size() + 1, symbol, symbol)));
        final boolean spot = file.contains("2021-04");
        final String lists = spot ? file : "htx/multi-2022-02-swap.jsonl.gz";
        for (final CaptureLine line : Captures.lines(lists, CaptureLine.Kind.HTTP)) {
            final byte[] body = line.text().getBytes(StandardCharsets.UTF_8);
            if (spot || line.url().contains("linear")) {
                final ListedInstruments listed = spot ? HtxInstruments.readSpot(body, wanted, HtxDepth.STEP0)
                    : HtxInstruments.readSwaps(body, wanted, HtxDepth.STEP0);
                assertEquals(List.of(), listed.problems());
                return listed.instruments();
            }
        }
        throw new AssertionError("no list of instruments in " + lists);
    }

    @Test
    void decodesEverySingleFrameOfOtherProjectsAsTheTwinDoes() throws IOException {
        int compared = 0;
        int published = 0;
        for (final String name : List.of("tardis-node_huobi", "tardis-node_huobi-dm-linear-swap")) {
            for (final HtxDepth depth : HtxDepth.values()) {
                final List<Instrument> instruments = List.of(HtxFrames.spot(1, "btcusdt", -2, -8, depth),
                    HtxFrames.spot(2, "mexbtc", -10, -8, depth), HtxFrames.spot(3, "xmrbtc", -8, -8, depth),
                    HtxFrames.spot(4, "ontusdt", -4, -8, depth), HtxFrames.spot(5, "waxpbtc", -10, -8, depth),
                    HtxFrames.spot(6, "dtabtc", -10, -8, depth), HtxFrames.swap(7, "BTC_NW", -2, depth),
                    HtxFrames.swap(8, "BTC_CQ", -2, depth), HtxFrames.swap(9, "ETH_CQ", -3, depth),
                    HtxFrames.swap(10, "BCH_CQ", -3, depth), HtxFrames.swap(11, "BTC-USDT", -1, depth),
                    HtxFrames.swap(12, "EOS-USDT", -4, depth), HtxFrames.swap(13, "ETC-USDT", -4, depth));
                final WireBench bench = new WireBench(HtxFrames.maker(instruments));
                final HtxTwin twin = new HtxTwin(instruments);
                for (final String line : Files.readAllLines(Captures.find("frames/" + name + "_frames.jsonl"))) {
                    final byte[] text = PlainJson.LENIENT.readTree(line).get("msg").toString()
                        .getBytes(StandardCharsets.UTF_8);
                    published += PlainJson.agree(twin, text, bench.decode(HtxFrames.pack(text))).size();
                    compared++;
                }
            }
        }
        System.out.printf("HTX single frames: %d comparisons, %d events%n", compared, published);
        assertTrue(published > 100);
    }
}
