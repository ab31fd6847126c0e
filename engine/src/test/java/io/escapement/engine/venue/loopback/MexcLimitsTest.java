package io.escapement.engine.venue.loopback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** MEXC's weights as the sheet lists them. */
class MexcLimitsTest {
    private static final long NOW = 1_700_000_000_000L;

    private final MexcLimits limits = new MexcLimits(0);

    private String ask(final String what, final long nowMs) {
        try {
            limits.count(what, what.contains("depth") || what.contains("Info"), what.startsWith("POST"), nowMs);
            return "";
        } catch (final VenueError refused) {
            return refused.status() + " " + refused.reply().headers().get("Retry-After");
        }
    }

    private int until429(final String what) {
        int sent = 0;
        while (ask(what, NOW).isEmpty()) {
            sent++;
        }
        return sent;
    }

    @Test
    void requestsWeighWhatTheSheetSays() {
        final Map<String, Integer> sheet = Map.of("GET /api/v3/depth", 1, "GET /api/v3/trades", 5,
            "GET /api/v3/klines", 1, "GET /api/v3/exchangeInfo", 10, "GET /api/v3/order", 2,
            "GET /api/v3/openOrders", 3, "GET /api/v3/allOrders", 10, "GET /api/v3/myTrades", 10,
            "GET /api/v3/account", 10, "POST /api/v3/order", 1);
        sheet.forEach((what, weight) -> assertEquals(weight, MexcLimits.weight(what), what));
    }

    @Test
    void whatIsSignedAndWhatIsOpenHaveTheirOwnTenSeconds() {
        assertEquals(50, until429("GET /api/v3/myTrades"));
        assertEquals("429 10", ask("GET /api/v3/openOrders", NOW));
        assertEquals(30, until429("GET /api/v3/exchangeInfo"));
        assertEquals("", ask("GET /api/v3/myTrades", NOW + 10_000), "the next ten seconds");
    }

    @Test
    void someRequestsAreFewInASecond() {
        assertEquals(2, until429("GET /api/v3/account"));
        assertEquals("429 1", ask("GET /api/v3/account", NOW + 1));
        assertEquals("", ask("GET /api/v3/account", NOW + 1_000));
        assertEquals(2, until429("POST /api/v3/batchOrders"));
        assertEquals(9, until429("POST /api/v3/order"), "with the batches, the refused one too, twelve");
        assertEquals("", ask("GET /api/v3/order", NOW), "questions go on");
    }

    @Test
    void whoGoesOnAskingIsBanned() {
        until429("GET /api/v3/account");
        for (int i = 0; i < 20; i++) {
            assertEquals("429 1", ask("GET /api/v3/account", NOW));
        }
        assertEquals("418 120", ask("GET /api/v3/order", NOW));
        assertEquals("418 1", ask("GET /api/v3/order", NOW + 119_999));
        assertEquals("", ask("GET /api/v3/order", NOW + 120_000));
        assertEquals(23, limits.refused());
        assertThrows(VenueError.class, () -> limits.count("GET /api/v3/order", false, false, NOW));
    }
}
