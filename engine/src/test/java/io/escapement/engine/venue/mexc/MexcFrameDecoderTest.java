package io.escapement.engine.venue.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.Captures;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MexcFrameDecoderTest {
    private final WireBench bench = new WireBench(MexcFrames.maker(MexcFrames.INSTRUMENTS));

    @Test
    void decodesTheSheetsVectors() {
        assertEquals(List.of("delta 1 1700000000000000000 104..106 after - b| 10000:0 a| 10150:200000000"),
            bench.decode(MexcFrames.DEPTH));
        assertEquals(List.of("trade 1 1700000000001000000 - 10000 300000000 SELL"), bench.decode(MexcFrames.DEALS));
    }

    @Test
    void decodesEveryKindOfPush() {
        assertEquals(List.of("snapshot 2 1700000000002000000 77 in stream b| 200040:100000"
            + " a| 200050:100000000 200060:200000000"), bench.decode(MexcFrames.LIMIT));
        assertEquals(List.of("quote 1 1782208005090000000 5 6238356 7956651 6238357 9556000"),
            bench.decode(MexcFrames.TICKER));
        assertEquals(List.of("trade 1 1782208006167000000 12 6238356 8235 SELL",
            "trade 1 1782208006168000000 - 6238357 50000000 BUY",
            "trade 1 1782208006171000000 - 100 100000000 UNKNOWN"), bench.decode(MexcFrames.MANY_DEALS));
        assertEquals(List.of("delta 1 1000000 104..104 after - b| a|"), bench.decode(MexcFrames.EMPTY));
        assertEquals(List.of("quote 1 - - 10000 400000000 0 0"), bench.decode(MexcFrames.frame("{'symbol':'BTCUSDT',"
            + "'publicAggreBookTicker':{'bidPrice':'100','bidQuantity':'4'}}")));
    }

    @Test
    void stepsOverUnknownFieldsWhereverTheyAre() {
        final UnknownFieldSet.Field text =
            UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8("later")).build();
        final UnknownFieldSet.Field number = UnknownFieldSet.Field.newBuilder().addVarint(-1).build();
        final UnknownFieldSet.Field fixed = UnknownFieldSet.Field.newBuilder().addFixed64(1).addFixed32(2).build();
        final byte[] level = join(new byte[] {10, 3, '1', '0', '0', 18, 1, '2'},
            fields(9, text, 10, number, 11, fixed));
        final byte[] body = join(length(2, level), length(4, "104".getBytes(StandardCharsets.UTF_8)),
            fields(6, number, 7, text), length(5, "106".getBytes(StandardCharsets.UTF_8)));
        final byte[] frame = join(fields(400, text, 2, number, 99, fixed), length(313, body),
            length(3, "BTCUSDT".getBytes(StandardCharsets.UTF_8)), fields(1000, text));
        assertEquals(List.of("delta 1 - 104..106 after - b| 10000:200000000 a|"), bench.decode(frame));
        assertEquals(new MexcTwin(MexcFrames.INSTRUMENTS).decode(frame), bench.decode(frame));
    }

    private static byte[] fields(Object... numbersAndFields) {
        final UnknownFieldSet.Builder set = UnknownFieldSet.newBuilder();
        for (int i = 0; i < numbersAndFields.length; i += 2) {
            set.addField((Integer) numbersAndFields[i], (UnknownFieldSet.Field) numbersAndFields[i + 1]);
        }
        return set.build().toByteArray();
    }

    private static byte[] length(int number, byte[] content) {
        return fields(number,
            UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.copyFrom(content)).build());
    }

    private static byte[] join(byte[]... parts) {
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    void saysWhatIsWrongAndPublishesNothingElse() {
        final String depth = "{'symbol':'BTCUSDT','publicAggreDepths':{'asks':[{'price':'101.5','quantity':'2'}],"
            + "'fromVersion':'1','toVersion':'2'}}";
        malformed("1", "a price (above zero)", MexcFrames.frame(depth.replace("101.5", "0")));
        malformed("1", "a price (not a decimal)", MexcFrames.frame(depth.replace("101.5", "x")));
        malformed("1", "a price (more decimals than the exponent holds)",
            MexcFrames.frame(depth.replace("101.5", "101.555")));
        malformed("1", "a quantity", MexcFrames.frame(depth.replace(",'quantity':'2'", "")));
        malformed("1", "a version from which", MexcFrames.frame(depth.replace("'fromVersion':'1',", "")));
        malformed("1", "a version up to which", MexcFrames.frame(depth.replace("'2'}}", "'2b'}}")));
        malformed("-", "a symbol", MexcFrames.frame(depth.replace("'symbol':'BTCUSDT',", "")));
        malformed("1", "a body", MexcFrames.frame("{'symbol':'BTCUSDT','channel':'x'}"));
        malformed("1", "one body", join(MexcFrames.DEPTH, MexcFrames.DEALS));
        malformed("1", "a trade type of 1 or 2", MexcFrames.frame("{'symbol':'BTCUSDT','publicAggreDeals':{'deals':"
            + "[{'price':'1','quantity':'1','tradeType':3}]}}"));
        malformed("1", "no length beyond the message's end",
            Arrays.copyOf(MexcFrames.DEPTH, MexcFrames.DEPTH.length - 1));
        malformed("1", "a varint, a fixed number or a length, no group", join(MexcFrames.DEPTH, new byte[] {0x7B}));
        malformed("1", "a body", join(length(3, "BTCUSDT".getBytes(StandardCharsets.UTF_8)),
            new byte[] {(byte) 0xC8, 0x13, 1}));
        malformed("-", "a body", new byte[0]);
        malformed("-", "a varint, a fixed number or a length, no group", "listenKey".getBytes(StandardCharsets.UTF_8));
    }

    private void malformed(String who, String expected, byte[] frame) {
        final List<String> events = bench.decode(frame);
        assertEquals(1, events.size(), events::toString);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME " + who + " connection 7 MEXC: at byte ")
            && events.get(0).endsWith(": expected " + expected), () -> expected + events);
    }

    @Test
    void tellsOnceWhatItHasNoUseFor() {
        final byte[] kline = join(length(3, "BTCUSDT".getBytes(StandardCharsets.UTF_8)), length(308, new byte[0]));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 MEXC: no use for messages of this kind: body 308"),
            bench.decode(kline));
        assertEquals(List.of(), bench.decode(kline));
        assertEquals(List.of("UNKNOWN_SYMBOL - connection 7 MEXC: no instrument is configured for the symbol XUSDT"),
            bench.decode(MexcFrames.frame("{'symbol':'XUSDT','publicAggreDeals':{}}")));
        assertEquals(List.of("UNKNOWN_MESSAGE - connection 7 MEXC: no use for messages of this kind: depth of the kind"
            + " that the books are not kept by, body 303"), bench.decode(MexcFrames.frame("{'symbol':'BTCUSDT',"
            + "'publicLimitDepths':{'version':'1'}}")));
    }

    @Test
    void tellsGrantsByTheMessageBecauseTheCodeIsAlwaysZero() {
        final String topic = MexcTexts.depthTopic("BTCUSDT", MexcTexts.Pace.MS_100);
        final String deals = MexcTexts.dealsTopic("BTCUSDT", MexcTexts.Pace.MS_10);
        bench.decode("{\"id\":0,\"code\":0,\"msg\":\"" + topic + "," + deals + "\"}");
        bench.decode("{\"id\":0,\"code\":0,\"msg\":\"PONG\"}");
        bench.decode("{\"id\":0,\"code\":0,\"msg\":\"Not Subscribed successfully! [" + topic + "]. Reason: "
            + "Blocked!\"}");
        bench.decode("{\"id\":0,\"code\":0,\"msg\":\"Not Subscribed successfully! [" + topic + "," + deals
            + "]. Reason\uFF1A Blocked!\"}");
        bench.decode("{\"id\":3,\"code\":5,\"msg\":\"msg format invalid\"}");
        assertEquals(List.of("accepted " + topic, "accepted " + deals, "pong",
            "refused " + topic + " 0 Not Subscribed successfully! [" + topic + "]. Reason: Blocked!",
            "refused " + topic + " 0 Not Subscribed successfully! [" + topic + "," + deals + "]. Reason\uFF1A Blocked!",
            "refused " + deals + " 0 Not Subscribed successfully! [" + topic + "," + deals + "]. Reason\uFF1A Blocked!",
            "refused -1 5 msg format invalid"), bench.control);
        assertTrue(bench.decode("{\"id\":0").get(0).startsWith("MALFORMED_FRAME"));
        assertTrue(bench.decode("{\"x\":0}").get(0).startsWith("UNKNOWN_MESSAGE"));
    }

    /** There is no recording of this venue: single frames out of another project's tests, brought back to the wire. */
    @Test
    void decodesEverySingleFrameAsTheTwinDoes() throws IOException {
        final List<Instrument> instruments = List.of(MexcFrames.instrument(1, "BTCUSDT", MexcTexts.BOOK),
            MexcFrames.instrument(2, "XENUSDT", MexcTexts.BOOK));
        final WireBench fresh = new WireBench(MexcFrames.maker(instruments));
        final MexcTwin twin = new MexcTwin(instruments);
        final List<String> published = new ArrayList<>();
        int pushes = 0;
        int texts = 0;
        for (final String line : Files.readAllLines(Captures.find("frames/tardis-node_mexc_frames.jsonl"))) {
            final JsonNode message = PlainJson.LENIENT.readTree(line).get("msg");
            if (message.has("msg")) {
                fresh.decode(message.toString());
                texts++;
            } else if (!message.path("generated").asBoolean()) {
                final byte[] frame = MexcMessages.encode(message);
                final List<String> events = fresh.decode(frame);
                final List<String> expected = twin.decode(frame);
                assertEquals(expected.equals(List.of(MexcTwin.WRONG)) ? List.of() : expected,
                    WireBench.market(events));
                assertEquals(expected.equals(List.of(MexcTwin.WRONG)), WireBench.isMalformed(events));
                published.addAll(WireBench.market(events));
                pushes++;
            }
        }
        System.out.printf("MEXC: NO RECORDING EXISTS. %d single pushes and %d text frames of another project's tests:"
            + " twin agrees on all, %d events, no book can be kept by them%n", pushes, texts, published.size());
        assertTrue(published.size() > 10);
        assertEquals(1, fresh.control.size());
    }
}
