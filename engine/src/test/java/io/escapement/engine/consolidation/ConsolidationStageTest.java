package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Vectors worked out by hand. Instruments have price exponent -2 and quantity exponent -3 unless said otherwise. */
class ConsolidationStageTest {
    private static final String NAME = "BTC/USD";
    private static final String EMPTY = "View mid none bid none ask none by none none of 0 in 1 | | |";

    private final ViewScript script = new ViewScript(ConsolidationConfig.usual());

    private ViewScript two() {
        script.define(1, Venue.BINANCE, NAME);
        script.define(2, Venue.KRAKEN, InstrumentKind.SPOT, -1, -8, ViewScript.ONE, NAME);
        return script;
    }

    @Test
    void shouldJoinVenuesByPriceAtOneExponent() {
        two();
        assertEquals(List.of("View mid 100.5 bid 100 ask 101 by 1 1 of 1 in 1 | 1:1000000 |"
            + " 100x5@1 99.5x1@1 | 101x2@1"),
            script.live(1, "10000x5000 9950x1000 | 10100x2000"));
        // Weights 1.0 x 8 and 0.8 x 3: mid (8 x 100.5 + 2.4 x 100.45) / 10.4.
        assertEquals(List.of("View mid 100.48846154 bid 100 ask 100.9 by 1 2 of 2 in 1 | 1:769230 2:230769 |"
                + " 100x5@1 100x2@2 99.5x1@1 | 100.9x1@2 101x2@1"),
            script.live(2, "1000x200000000 | 1009x100000000"));
    }

    @Test
    void shouldSayNothingWhenTheViewHasNotChanged() {
        two();
        script.live(1, "10000x5000 | 10100x2000");
        assertEquals(List.of(), script.live(1, "10000x5000 | 10100x2000"));
        assertEquals(List.of(), script.run());
        assertEquals(List.of(), script.status(2, BookState.STALE).run());
        assertEquals(List.of(), script.book(2, BookState.SYNCING, "1000x1 | 1001x1").run());
    }

    @ParameterizedTest
    @EnumSource(value = BookState.class, names = {"SYNCING", "SUSPECT", "STALE"})
    void shouldLeaveInTheRecordThatSaysSo(BookState state) {
        two();
        script.live(1, "10000x5000 | 10100x2000");
        script.live(2, "1000x1 | 1009x1");
        final String alone = "View mid 100.5 bid 100 ask 101 by 1 1 of 1 in 1 | 1:1000000 | 100x5@1 | 101x2@1";
        assertEquals(List.of(alone), script.book(2, state, "|").run());
        script.live(2, "1000x1 | 1009x1");
        assertEquals(List.of(alone), script.status(2, state).run(), "by a status alone");
        script.live(2, "1000x1 | 1009x1");
        assertEquals(List.of(alone), script.status(2, state).book(2, BookState.LIVE, "1000x2 | 1009x1").run(),
            "whatever the book says");
        assertEquals(List.of(EMPTY), script.status(1, state).run());
    }

    @Test
    void shouldGoByTheLastOfSeveralStatuses() {
        two();
        final String one = "View mid 100.5 bid 100 ask 101 by 1 1 of 1 in 1 | 1:1000000 | 100x5@1 | 101x2@1";
        assertEquals(List.of(one), script.status(1, BookState.SYNCING).status(1, BookState.LIVE)
            .book(1, BookState.LIVE, "10000x5000 | 10100x2000").run());
        assertEquals(List.of(EMPTY), script.status(1, BookState.LIVE).status(1, BookState.SUSPECT)
            .book(1, BookState.SUSPECT, "|").run());
    }

    @Test
    void shouldNotReturnBeforeItsNextBook() {
        two();
        script.live(1, "10000x5000 | 10100x2000");
        script.status(1, BookState.STALE).run();
        assertEquals(List.of(), script.status(1, BookState.LIVE).run());
        assertEquals(1, script.live(1, "10000x5000 | 10100x2000").size());
    }

    @Test
    void shouldKeepNamesAndKindsApart() {
        script.define(1, Venue.BINANCE, NAME);
        script.define(2, Venue.KRAKEN, NAME);
        script.define(3, Venue.BINANCE_USDM, InstrumentKind.LINEAR, -2, -3, ViewScript.ONE, NAME);
        script.define(4, Venue.OKX, InstrumentKind.LINEAR, -1, -2, ViewScript.ONE / 100, NAME);
        script.define(5, Venue.KRAKEN, "ETH/USD");
        script.live(1, "10000x5000 | 10100x2000");
        // 250 hundredths of a contract of 0.01 BTC.
        assertEquals(List.of("View mid 100.05 bid 100 ask 100.1 by 4 4 of 1 in 3 | 4:1000000 |"
            + " 100x0.025@4 | 100.1x0.01@4"),
            script.live(4, "1000x250 | 1001x100"));
        assertEquals(List.of(), script.live(5, "1000x1 | 1001x1"), "a name of one instrument");
    }

    @Test
    void shouldJoinKindsWhereTheConfigSaysSo() {
        final ViewScript joined = new ViewScript(ConsolidationConfig.usual().withJoinedKinds());
        joined.define(1, Venue.BINANCE, NAME);
        joined.define(2, Venue.BINANCE_USDM, InstrumentKind.LINEAR, -2, -3, ViewScript.ONE, NAME);
        joined.live(1, "10000x1000 | 10100x1000");
        assertEquals(List.of("View mid 100 bid 100 ask 100 by 1 2 of 2 in 1 | 1:500000 2:500000 |"
            + " 100x1@1 99x1@2 | 100x1@2 101x1@1"), joined.live(2, "9900x1000 | 10000x1000").subList(0, 1));
    }

    @Test
    void shouldCutOffWhatInverseContractsAreWorthBeyondEightDigits() {
        script.define(1, Venue.BYBIT, InstrumentKind.INVERSE, -2, 0, ViewScript.ONE, NAME);
        script.define(2, Venue.OKX, InstrumentKind.INVERSE, -1, 0, 100 * ViewScript.ONE, NAME);
        // 7 USD at 30000 are 0.000233333..., 9 contracts of 100 USD at 30002 are 0.029998000133...
        assertEquals(List.of("View mid 30000.5 bid 30000 ask 30001 by 1 1 of 1 in 1 | 1:1000000 |"
            + " 30000x0.00023333@1 | 30001x0.00003333@1"), script.live(1, "3000000x7 | 3000100x1"));
        assertEquals(List.of("View mid 30000.5 bid 30000 ask 30001 by 1 1 of 2 in 1 | 1:8810 2:991189 |"
            + " 30000x0.00023333@1 | 30001x0.00003333@1 30002x0.029998@2"), script.live(2, "| 300020x9"));
    }

    @Test
    void shouldDropInverseSizesThatAreWorthLessThanADigit() {
        script.define(1, Venue.BYBIT, InstrumentKind.INVERSE, -2, -8, 1, NAME);
        script.define(2, Venue.OKX, InstrumentKind.INVERSE, -2, -8, ViewScript.ONE, NAME);
        assertEquals("View mid none bid 30000 ask none by 2 none of 1 in 1 | 2:1000000 | 30000x0.00000001@2 |",
            script.live(2, "3000000x30000 2999900x29998 |").get(0));
    }

    @Test
    void shouldRefuseABookWhoseNumbersDoNotFitAndSaySoOnce() {
        script.define(1, Venue.BINANCE, NAME);
        script.define(2, Venue.BITFINEX, InstrumentKind.SPOT, -10, -8, ViewScript.ONE, NAME);
        script.live(1, "10000x5000 | 10100x2000");
        assertEquals(1, script.live(2, "1000000000000x1 | 1010000000000x1").size());
        assertEquals(List.of("Remark 2 LIVE LIVE MALFORMED 1000000000050",
            "View mid 100.5 bid 100 ask 101 by 1 1 of 1 in 1 | 1:1000000 | 100x5@1 | 101x2@1"),
            script.live(2, "1000000000050x1 | 1010000000000x1"));
        assertEquals(List.of(), script.live(2, "1000000000050x1 | 1010000000000x2"));
        assertEquals(1, script.live(2, "1000000000000x1 | 1010000000000x1").size(), "fits again");
    }

    @Test
    void shouldRefuseWhatOverflows() {
        script.define(1, Venue.BINANCE, InstrumentKind.SPOT, 0, 0, ViewScript.ONE, NAME);
        script.define(2, Venue.KRAKEN, InstrumentKind.SPOT, -8, -8, ViewScript.ONE, NAME);
        script.define(3, Venue.OKX, InstrumentKind.LINEAR, -2, 0, Long.MIN_VALUE, NAME);
        script.define(4, Venue.BYBIT, InstrumentKind.LINEAR, -2, 0, ViewScript.ONE, NAME);
        assertEquals(List.of("Remark 1 LIVE LIVE MALFORMED 100000000000"), script.live(1, "1x100000000000 |"));
        script.live(1, "1x1 |");
        assertEquals("Remark 1 LIVE LIVE MALFORMED 23058430093", script.live(1, "23058430093x1 |").get(0));
        final String half = Long.toString(Long.MAX_VALUE / 2 + 1);
        assertEquals(List.of("Remark 2 LIVE LIVE MALFORMED"), script.live(2, "2x" + half + " 1x" + half + " |"));
        assertEquals(List.of("Remark 3 LIVE LIVE MALFORMED 100"), script.live(3, "100x1 |"), "no contract size");
    }

    @Test
    void shouldCountWeightsThatFitNoLongInUnits() {
        script.define(1, Venue.BINANCE, InstrumentKind.SPOT, -8, -8, ViewScript.ONE, NAME);
        script.define(2, Venue.KRAKEN, InstrumentKind.SPOT, -8, -8, ViewScript.ONE, NAME);
        script.live(1, "10x4000000000000000000 | 20x4000000000000000000");
        // Both mids 15 and 16 at -8; weights 1.0 x 8 and 0.8 x 8: 15.44 to the nearest.
        final String line = script.live(2, "11x4000000000000000000 | 21x4000000000000000000").get(0);
        assertEquals("View mid 0.00000015 bid 0.00000011 ask 0.0000002 by 2 1 of 2 in 1 | 1:555555 2:444444", line
            .substring(0, line.indexOf(" | 0.0")));
    }

    @Test
    void shouldRoundAMidToTheEvenNeighbour() {
        script.define(1, Venue.BINANCE, InstrumentKind.SPOT, -8, -8, ViewScript.ONE, NAME);
        script.define(2, Venue.KRAKEN, InstrumentKind.SPOT, -8, -8, ViewScript.ONE, NAME);
        assertEquals("View mid 0.00000002 ", script.live(1, "1x1 | 2x1").get(0).substring(0, 20));
        assertEquals("View mid 0.00000002 ", script.live(1, "2x1 | 3x1").get(0).substring(0, 20));
        assertEquals("View mid 0.00000004 ", script.live(1, "3x1 | 4x1").get(0).substring(0, 20));
    }

    @Test
    void shouldTellWholePricesAlone() {
        final ViewScript few = new ViewScript(ConsolidationConfig.usual().withSizes(20, 3, 2));
        few.define(1, Venue.BINANCE, NAME);
        few.define(2, Venue.COINBASE, NAME);
        few.live(1, "10000x1000 9900x1000 | 10100x1000");
        final String line = few.live(2, "10000x1000 9900x1000 | 10100x1000").get(0);
        assertEquals(" 100x1@1 100x1@2 ", line.split("\\|")[2]);
    }

    @Test
    void shouldReadOnlySoManyLevels() {
        final ViewScript shallow = new ViewScript(ConsolidationConfig.usual().withSizes(1, 20, 2));
        shallow.define(1, Venue.BINANCE, NAME);
        shallow.define(2, Venue.COINBASE, NAME);
        shallow.live(1, "10000x1000 9900x1000 | 10100x1000 10200x1000");
        assertEquals(List.of(), shallow.live(1, "10000x1000 9800x1000 | 10100x1000 10300x7"));
    }

    @Test
    void shouldForgetLevelsThatMeanSomethingElseNow() {
        two();
        script.live(1, "10000x5000 | 10100x2000");
        assertEquals(List.of(), script.defineQuietly(1, Venue.BINANCE, InstrumentKind.SPOT, -2, -3, ViewScript.ONE,
            NAME), "nothing new");
        assertEquals(List.of(EMPTY), script.defineQuietly(1, Venue.BINANCE, InstrumentKind.SPOT, -1, -3,
            ViewScript.ONE, NAME));
        assertEquals("View mid 1005 bid 1000 ask 1010 by 1 1 of 1 in 1 | 1:1000000 | 1000x5@1 | 1010x2@1",
            script.live(1, "10000x5000 | 10100x2000").get(0));
    }

    @Test
    void shouldShowBooksWithoutWeightAndGiveThemNoSay() {
        final ViewScript weighed = new ViewScript(ConsolidationConfig.usual().withVenues(new VenueTerms(
            Map.of(Venue.BINANCE, 0, Venue.KRAKEN, 1_000), Map.of())));
        weighed.define(1, Venue.BINANCE, NAME);
        weighed.define(2, Venue.KRAKEN, NAME);
        assertEquals("View mid none bid 100 ask 101 by 1 1 of 1 in 1 | 1:0 | 100x1@1 | 101x1@1",
            weighed.live(1, "10000x1000 | 10100x1000").get(0));
        assertEquals("View mid 99.5 bid 100 ask 100 by 1 2 of 2 in 1 | 1:0 2:1000000 |"
            + " 100x1@1 99x1@2 | 100x1@2 101x1@1",
            weighed.live(2, "9900x1000 | 10000x1000").get(0));
    }

    @Test
    void shouldFitTheLossOfAConnectionOfAllViewsIntoOneRecord() {
        final ViewScript many = new ViewScript(ConsolidationConfig.usual().withSizes(20, 64, 1).withVenues(
            new VenueTerms(Map.of(Venue.BINANCE, 1, Venue.OKX, 1), Map.of(Venue.BINANCE, 0, Venue.OKX, 0))));
        final int views = ConsolidationConfig.MAX_VIEWS;
        final StringBuilder bids = new StringBuilder();
        final StringBuilder asks = new StringBuilder();
        for (int level = 0; level < 20; level++) {
            bids.append(10_000 - level).append("x1 ");
            asks.append(10_001 + level).append("x1 ");
        }
        for (int view = 1; view <= views; view++) {
            many.define(view, Venue.BINANCE, "V" + view);
            many.define(100 + view, Venue.OKX, "V" + view);
            many.live(view, bids + "|" + asks);
            assertEquals(2, many.live(100 + view, bids.toString().replace("10000x1", "10300x1") + "|").size());
        }
        for (int view = 1; view <= views; view++) {
            many.status(100 + view, BookState.STALE).book(100 + view, BookState.STALE, "|");
        }
        final List<String> lines = many.run();
        assertEquals(views, lines.stream().filter(line -> line.startsWith("Gone ")).count());
        assertEquals(views, lines.stream().filter(line -> line.startsWith("View mid 100.005 ")).count());
    }

    @Test
    void shouldRemarkOnWhatFindsNoRoom() {
        for (int id = 1; id <= ConsolidationConfig.MAX_BOOKS; id++) {
            assertEquals(List.of(), script.define(id, Venue.BINANCE, NAME));
        }
        assertEquals(List.of("Remark 17 SYNCING SYNCING FAULT 1"), script.define(17, Venue.BINANCE, NAME));
        assertEquals(List.of(), script.live(17, "10000x1 | 10100x1"));
    }

    @Test
    void shouldHashEqualStatesAlikeAndOthersNot() {
        two();
        final ViewScript other = new ViewScript(ConsolidationConfig.usual());
        other.define(1, Venue.BINANCE, NAME);
        other.define(2, Venue.KRAKEN, InstrumentKind.SPOT, -1, -8, ViewScript.ONE, NAME);
        script.live(1, "10000x5000 | 10100x2000");
        script.live(1, "10000x5000 | 10200x2000");
        assertNotEquals(script.stage.stateHash(), other.stage.stateHash());
        other.live(1, "10000x5000 | 10200x2000");
        assertEquals(script.stage.stateHash(), other.stage.stateHash());
    }

    @Test
    void shouldNameEverythingWrongWithItsSettings() {
        final ConsolidationConfig wrong = new ConsolidationConfig(new VenueTerms(Map.of(Venue.OKX, -1),
            Map.of(Venue.OKX, VenueTerms.MAX_FEE + 1)), 0, 65, 0, false, new ArbitrageConfig(-1, 1, 0, 0));
        assertEquals(9, wrong.problems().size());
        assertThrows(IllegalArgumentException.class, () -> new ConsolidationStage(wrong));
    }
}
