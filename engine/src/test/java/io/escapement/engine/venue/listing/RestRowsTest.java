package io.escapement.engine.venue.listing;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.RecordingInlet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class RestRowsTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void flattensRowsAndWhatStandsAround() throws IOException {
        final RestRows reply = RestRows.read(
            bytes("{\"code\":0,\"r\":{\"list\":[{\"a\":{\"b\":\"1.5\"},\"c\":[true,null]},[7]],\"cursor\":\"x\"}}"),
            "r.list");
        assertEquals("x", reply.head().text("r.cursor"));
        assertEquals("0", reply.head().text("code"));
        assertEquals("1.5", reply.rows().get(0).text("a.b"));
        assertEquals("true", reply.rows().get(0).text("c.0"));
        assertEquals("", reply.rows().get(0).text("c.1"));
        assertEquals("7", reply.rows().get(1).text("0"));
    }

    @Test
    void saysWhatIsWrongWithABody() {
        for (final String body : List.of("", "[", "{} {}", "{\"a\":1,\"a\":2}", "<html>")) {
            assertThrows(IOException.class, () -> RestRows.read(bytes(body), ""), body);
        }
        assertEquals("there is no array called data", assertThrows(IOException.class,
            () -> RestRows.read(bytes("{\"data\":5}"), "data").requireRows()).getMessage());
        assertEquals("the venue refused: code \"51001\" no such thing", assertThrows(IOException.class,
            () -> RestRows.read(bytes("{\"code\":\"51001\",\"msg\":\"no such thing\"}"), "data")
                .requireCode("code", "0", "msg")).getMessage());
    }

    @Test
    void namesEveryFieldThatIsWrong() {
        final ListedFields fields = new ListedFields();
        fields.put("tick", "0.010");
        fields.put("big", "99999999999999999999");
        fields.put("negative", "-1");
        fields.put("word", "many");
        fields.put("zero", "0");
        assertEquals(2, fields.decimalsOfStep("tick"));
        assertEquals(Long.MAX_VALUE, fields.limit("big", -2));
        assertEquals(5, fields.limitOr("missing", -2, 5));
        fields.limit("negative", 0);
        fields.limit("word", 0);
        fields.decimalsOfStep("zero");
        fields.precision("word");
        fields.need("missing");
        assertEquals(List.of("has the negative -1, expected zero or more", "has the word many, expected a decimal",
            "has the zero 0, expected a decimal above zero", "has the word many, expected 0 to 18",
            "has no missing"), fields.problems());
    }

    @Test
    void publishesARatioOncePerMoment() throws IOException {
        final RecordingInlet inlet = new RecordingInlet();
        final Instrument instrument = new Instrument(4, Venue.OKX, "A", "A", "B", 0, 0, 1, 1, 1, 1, 1,
            InstrumentStatus.TRADING);
        final RatioPoll poll = new RatioPoll(inlet, Provenance.LIVE, instrument, body -> {
            final String[] parts = new String(body, StandardCharsets.UTF_8).split(" ");
            return RatioPoll.Shares.ofRatio(parts[0], parts[1]);
        });
        assertNull(poll.onBody(new UnsafeBuffer(bytes("1630502100000 1.25")), 18, 9));
        assertNull(poll.onBody(new UnsafeBuffer(bytes("1630502100000 1.25")), 18, 9));
        assertNull(poll.onBody(new UnsafeBuffer(bytes("1630502400000 0")), 15, 10));
        assertEquals("\"x\", expected a decimal", poll.onBody(new UnsafeBuffer(bytes("1630502400000 x")), 15, 10));
        assertEquals(List.of("ratio 4 1630502100000000000 9 55555556 44444444",
            "ratio 4 1630502400000000000 10 0 100000000"), EventLines.render(inlet));
        assertThrows(IOException.class, () -> RatioPoll.Shares.ofShares("1", "1.1", "-0.1"));
        assertThrows(IOException.class, () -> RatioPoll.Shares.ofRatio("1", "-2"));
        assertThrows(IOException.class, () -> RatioPoll.Shares.ofRatio("soon", "2"));
    }
}
