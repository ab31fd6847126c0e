package io.escapement.engine.venue.okx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.FrameBench;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class OkxProtocolTest {
    private static final String SWAP = "{\"baseCcy\":\"\",\"ctMult\":\"1\",\"ctType\":\"linear\",\"ctVal\":\"0.01\","
        + "\"ctValCcy\":\"BTC\",\"instId\":\"BTC-USDT-SWAP\",\"instType\":\"SWAP\",\"lotSz\":\"0.01\",\"maxLmtSz\":"
        + "\"100000000\",\"minSz\":\"0.01\",\"quoteCcy\":\"\",\"state\":\"live\",\"tickSz\":\"0.1\",\"uly\":"
        + "\"BTC-USDT\"}";

    private final OkxProtocol swap = new OkxProtocol(OkxMarket.SWAP, OkxSnapshots.IN_STREAM, false);
    private final OkxProtocol rest = new OkxProtocol(OkxMarket.SPOT, OkxSnapshots.REST, true);

    private static InstrumentReading read(OkxProtocol protocol, String symbol, String row) throws IOException {
        final InstrumentReading reading = protocol.instruments(List.of(new Listing(4, "BTC", "USD", symbol)));
        reading.onBody(("{\"code\":\"0\",\"msg\":\"\",\"data\":[" + row + "]}").getBytes(StandardCharsets.UTF_8));
        return reading;
    }

    @Test
    void takesContractsForQuantities() throws IOException {
        final Instrument btc = read(swap, "BTC-USDT-SWAP", SWAP).instruments().get(0);
        assertEquals("4 BTC/USDT BTC/USD -1 -2 1 1 10000000000 0 LINEAR 1000000 STREAM NONE 400", btc.id() + " "
            + btc.baseAsset() + "/" + btc.quoteAsset() + " " + btc.canonical() + " " + btc.priceExponent() + " "
            + btc.quantityExponent() + " " + btc.lotSize() + " " + btc.minQuantity() + " " + btc.maxQuantity() + " "
            + btc.minNotional() + " " + btc.kind() + " " + btc.contractSize() + " " + btc.book().sync() + " "
            + btc.book().checksum() + " " + btc.book().depth());
        assertEquals(10_000_000L, read(swap, "BTC-USDT-SWAP", SWAP.replace("\"ctMult\":\"1\"", "\"ctMult\":\"10\""))
            .instruments().get(0).contractSize());
    }

    @Test
    void namesSymbolAndFieldOfWhatCannotBeUsed() throws IOException {
        assertEquals(List.of("BTC-USDT-SWAP has no tickSz"),
            read(swap, "BTC-USDT-SWAP", SWAP.replace("tickSz", "tick")).problems());
        assertEquals(List.of("BTC-USDT-SWAP has the ctVal x and ctMult 1, expected a product above zero of at most"
            + " eight decimals"), read(swap, "BTC-USDT-SWAP", SWAP.replace("\"0.01\",\"ctValCcy", "\"x\",\"ctValCcy"))
            .problems());
        assertEquals(List.of("BTC-USDT-SWAP has no ctType"),
            read(swap, "BTC-USDT-SWAP", SWAP.replace("\"linear\"", "\"\"")).problems());
        assertEquals(List.of("A-B is not listed"), read(swap, "A-B", SWAP).problems());
        assertEquals(InstrumentStatus.HALTED, read(swap, "BTC-USDT-SWAP", SWAP.replace("live", "suspend"))
            .instruments().get(0).status());
        assertThrows(IOException.class, () -> swap.instruments(List.of(new Listing(1, "A", "B", "A-B"))).onBody(
            "{\"code\":\"50011\",\"msg\":\"Too Many Requests\",\"data\":[]}".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void wordsItsRequests() {
        final List<Instrument> instruments = List.of(OkxFrames.INSTRUMENTS.get(1));
        final StreamProtocol stream = swap.open(new StreamSite(new RecordingInlet(),
            new InstrumentLookup(instruments), new FrameBench((inlet, control) -> null), 1, Provenance.LIVE, ""));
        final List<Topic> topics = swap.topics(instruments, EnumSet.allOf(StreamKind.class));
        assertEquals(List.of("books:BTC-USDT-SWAP", "trades:BTC-USDT-SWAP", "bbo-tbt:BTC-USDT-SWAP",
            "mark-price:BTC-USDT-SWAP", "funding-rate:BTC-USDT-SWAP", "index-tickers:BTC-USDT",
            "open-interest:BTC-USDT-SWAP", "liquidation-orders:SWAP"), topics.stream().map(Topic::name).toList());
        assertEquals("{\"id\":\"3\",\"op\":\"subscribe\",\"args\":[{\"channel\":\"books\",\"instId\":"
            + "\"BTC-USDT-SWAP\"},"
            + "{\"channel\":\"liquidation-orders\",\"instType\":\"SWAP\"}]}",
            stream.subscribe(List.of(topics.get(0), topics.get(7)), 3));
        assertEquals("{\"id\":\"4\",\"op\":\"unsubscribe\",\"args\":[{\"channel\":\"index-tickers\",\"instId\":"
            + "\"BTC-USDT\"}]}", stream.unsubscribe(topics.subList(5, 6), 4));
        assertEquals("ping", stream.ping(5, 0));
        assertEquals("wss://ws.okx.com:8443/ws/v5/public",
            swap.opening(swap.webSocketUrl(), topics.get(0).path(), null).url());
    }

    @Test
    void joinsARestBookWhereAskedTo() throws IOException {
        assertEquals(SnapshotService.RESUBSCRIBE, swap.snapshots());
        assertEquals(SnapshotService.REST, rest.snapshots());
        final Instrument btc = read(rest, "BTC-USDT", SWAP.replace("BTC-USDT-SWAP", "BTC-USDT").replace("SWAP", "SPOT")
            .replace("\"baseCcy\":\"\"", "\"baseCcy\":\"BTC\"").replace("\"quoteCcy\":\"\"", "\"quoteCcy\":\"USDT\""))
            .instruments().get(0);
        assertEquals(SyncKind.CHAIN, btc.book().sync());
        assertEquals(ChecksumKind.OKX, btc.book().checksum());
        assertEquals("/api/v5/market/books?instId=BTC-USDT&sz=400&source=0", rest.snapshot(btc).path());
        final String book = "{\"code\":\"0\",\"msg\":\"\",\"data\":[{\"asks\":[[\"41006.8\",\"0.6\",\"0\",\"1\"]],"
            + "\"bids\":"
            + "[[\"41006.3\",\"0.3\",\"0\",\"2\"]],\"ts\":\"1629966436396\",\"seqId\":12}]}";
        assertEquals(List.of("snapshot 4 1629966436396000000 9 12 c- b| 410063:30 a| 410068:60"), body(btc, book));
        assertEquals(List.of("SNAPSHOT_FAILED 4 connection -2147483648 OKX: depth body at byte 29 of 134: expected a"
            + " sequence id (seqId)"), body(btc, book.replace("seqId", "seqID")));
        assertEquals(List.of("SNAPSHOT_FAILED 4 connection -2147483648 OKX: the venue refused: 51001 no instrument"),
            body(btc, "{\"code\":\"51001\",\"msg\":\"no instrument\",\"data\":[]}"));
    }

    private List<String> body(Instrument instrument, String body) {
        final RecordingInlet inlet = new RecordingInlet();
        final byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        rest.snapshotBody(inlet, Provenance.LIVE).onBody(new UnsafeBuffer(bytes), 0, bytes.length, instrument, 9);
        return EventLines.render(inlet);
    }

    @Test
    void readsTheNewestRatioOfAccounts() throws IOException {
        assertEquals(new RatioPoll.Shares(1_630_502_400_000_000_000L, 75_000_000, 25_000_000), OkxProtocol.ratio(
            "{\"code\":\"0\",\"data\":[[\"1630502100000\",\"1.25\"],[\"1630502400000\",\"3\"]],\"msg\":\"\"}"
                .getBytes(StandardCharsets.UTF_8)));
        assertThrows(IOException.class,
            () -> OkxProtocol.ratio("{\"code\":\"0\",\"data\":[]}".getBytes(StandardCharsets.UTF_8)));
    }
}
