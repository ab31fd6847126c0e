package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Vectors worked out by hand. Opens at 1 basis point, closes below 0.5; fees are 10 and 5 basis points. */
class ArbitrageTest {
    private static final String NAME = "BTC/USD";
    private static final VenueTerms TERMS = new VenueTerms(VenueTerms.usual().weights(),
        Map.of(Venue.BINANCE, 1_000, Venue.KRAKEN, 500, Venue.OKX, 0));

    private final ViewScript script = new ViewScript(ConsolidationConfig.usual().withVenues(TERMS));

    ArbitrageTest() {
        script.define(1, Venue.BINANCE, NAME);
        script.define(2, Venue.KRAKEN, NAME);
        script.define(3, Venue.OKX, NAME);
        script.define(4, Venue.MEXC, NAME);
        script.define(5, Venue.BINANCE, NAME);
    }

    private static List<String> kept(List<String> lines) {
        return lines.stream().filter(line -> !line.startsWith("View ")).toList();
    }

    @Test
    void shouldWalkBothBooksAsFarAsItPays() {
        script.live(1, "9900x1000 | 10000x1000 10010x2000 10100x9000");
        // Steps: 1 at 100 to 100.3 (net 14.98 bps), 1 at 100.1 to 100.3 (4.97), 1 at 100.1 to 100.27 (1.97);
        // 101 to 100.27 would lose. Paid 300.2, received 300.87, fees 0.3002 and 0.150435.
        assertEquals(List.of("Open 0.67 net 0.219365 is 731: 3 at 100.1@1 to 100.27@2 of 1"),
            kept(script.live(2, "10030x2000 10027x5000 | 10040x1000")));
    }

    @Test
    void shouldStopAtStepsThatAreWorthLessThanTheyMust() {
        script.live(1, "9900x1000 | 10000x1000");
        assertEquals(List.of(), kept(script.live(2, "10015x1000 | 10040x1000")), "the fees eat it");
        // 100.16 x 0.9995 - 100 x 1.001 is 0.00992, of 100: 0.99 basis points; 100.17 makes 1.99.
        assertEquals(List.of(), kept(script.live(2, "10016x1000 | 10040x1000")));
        assertEquals(List.of("Open 0.17 net 0.019915 is 199: 1 at 100@1 to 100.17@2 of 1"),
            kept(script.live(2, "10017x1000 | 10040x1000")));
    }

    @Test
    void shouldStayOpenUntilItIsWorthLessThanTheHysteresisLeaves() {
        script.live(1, "9900x1000 | 10000x1000");
        script.live(3, "10002x1000 | 10040x1000");
        assertEquals(List.of(), kept(script.live(3, "10010x1000 | 10040x1000")));
        assertEquals(List.of("Open 0.12 net 0.02 is 200: 1 at 100@1 to 100.12@3 of 1"),
            kept(script.live(3, "10012x1000 | 10040x1000")));
        assertEquals(List.of("Open 0.11 net 0.01 is 100: 1 at 100@1 to 100.11@3 of 1"),
            kept(script.live(3, "10011x1000 | 10040x1000")));
        assertEquals(List.of("Gone 0.11 net 0.01 is 100: 1 at 100@1 to 100.11@3 of 1"),
            kept(script.live(3, "10010x1000 | 10040x1000")), "with its last figures");
        assertEquals(List.of(), kept(script.live(3, "10009x1000 | 10040x1000")));
    }

    @Test
    void shouldTellAgainWhenSizeOrWorthHaveChangedEnough() {
        script.live(1, "9900x1000 | 10000x100000");
        assertEquals(1, kept(script.live(3, "10020x1000 | 10040x1000")).size());
        assertEquals(List.of(), kept(script.live(3, "10020x1200 | 10040x1000")));
        assertEquals(List.of(), kept(script.live(3, "10020x1249 | 10040x1000")));
        assertEquals(List.of("Open 0.25 net 0.125 is 1000: 1.25 at 100@1 to 100.2@3 of 1"),
            kept(script.live(3, "10020x1250 | 10040x1000")));
        assertEquals(List.of(), kept(script.live(3, "10020x1200 | 10040x1000")));
        assertEquals(1, kept(script.live(3, "10019x1200 | 10040x1000")).size());
    }

    @Test
    void shouldCloseInTheRecordInWhichABookIsDoubted() {
        script.live(1, "9900x1000 | 10000x1000");
        script.live(3, "10020x1000 | 10040x1000");
        assertEquals(List.of("Gone 0.2 net 0.1 is 1000: 1 at 100@1 to 100.2@3 of 1"),
            kept(script.status(1, BookState.SUSPECT).run()));
        assertEquals(1, kept(script.live(1, "9900x1000 | 10000x1000")).size(), "opens anew");
        assertEquals(1, kept(script.book(3, BookState.STALE, "|").run()).size());
    }

    @Test
    void shouldLeaveOutVenuesWithoutAFeeAndBooksOfOneVenue() {
        script.live(1, "9900x1000 | 10000x1000");
        assertEquals(List.of(), kept(script.live(4, "10500x1000 | 10600x1000")));
        assertEquals(List.of(), kept(script.live(5, "10500x1000 | 10600x1000")));
    }

    @Test
    void shouldLookAtBothWays() {
        script.live(2, "10100x1000 | 10200x1000");
        final String opened = " 0.9 net 0.7494 is 7487: 1 at 100.1@1 to 101@2 of 1";
        assertEquals(List.of("Open" + opened), kept(script.live(1, "9900x1000 | 10010x1000")));
        assertEquals(List.of("Gone" + opened, "Open 1 net 0.846 is 8294: 1 at 102@2 to 103@1 of 1"),
            kept(script.live(1, "10300x1000 | 10400x1000")));
    }

    @Test
    void shouldRoundAgainstItself() {
        final ViewScript dust = new ViewScript(ConsolidationConfig.usual().withVenues(TERMS));
        dust.define(1, Venue.BINANCE, InstrumentKind.SPOT, -2, -8, ViewScript.ONE, NAME);
        dust.define(2, Venue.OKX, InstrumentKind.SPOT, -2, -8, ViewScript.ONE, NAME);
        dust.live(1, "1x1 | 50x1");
        // 1 at -8 costs 0.5, rounded up 1; brings 0.9, rounded down 0; the fees are rounded up to 1 and 0.
        assertEquals(List.of("Open -0.00000001 net -0.00000002 is -2000000: 0.00000001 at 0.5@1 to 0.9@2 of 1"),
            kept(dust.live(2, "90x1 | 95x1")));
        assertEquals(List.of(), kept(dust.live(2, "90x1 | 96x1")), "the same");
    }

    @Test
    void shouldStopBeforeMoneyThatFitsNoLong() {
        final ViewScript large = new ViewScript(ConsolidationConfig.usual().withVenues(TERMS));
        large.define(1, Venue.BINANCE, InstrumentKind.SPOT, 0, -8, ViewScript.ONE, NAME);
        large.define(2, Venue.OKX, InstrumentKind.SPOT, 0, -8, ViewScript.ONE, NAME);
        large.live(1, "| 100x100000000 1000000000x100000000000");
        assertEquals(List.of("Open 19999999900 net 19999999899.9 is 199999998999000:"
            + " 1 at 100@1 to 20000000000@2 of 1"), kept(large.live(2, "20000000000x1000000000000 |")));
    }
}
