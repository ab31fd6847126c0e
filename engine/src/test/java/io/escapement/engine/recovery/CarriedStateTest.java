package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedLotsDecoder;
import io.escapement.codecs.sbe.CarriedRiskEncoder;
import io.escapement.codecs.sbe.CarryEndedEncoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.EquityUpdateEncoder;
import io.escapement.codecs.sbe.FundingPaymentEncoder;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.StopUpdateEncoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.journal.RecordLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A run that takes over what a run before it left knows what that one knew, under its own numbers. */
class CarriedStateTest {
    private static final long LOT = TestEvents.LOT;
    private static final int EVERYTHING = EquityUpdateEncoder.instrumentIdNullValue();
    private static final int ALL = EquityUpdateEncoder.strategyIdNullValue();

    private static RecordedTrading begun(String... symbols) {
        final RecordedTrading trading = new RecordedTrading().run();
        for (int i = 0; i < symbols.length; i++) {
            trading.event(TestEvents.define(i + 1, symbols[i]));
        }
        return trading;
    }

    private static List<String> lines(RecordedTrading trading, String kind) {
        return FoldText.of(RecordedTrading.fold(trading.all).state()).stream().filter(line -> line.startsWith(kind))
            .sorted().toList();
    }

    private static EventWriter funding(int instrument, long payment, long amount) {
        return (buffer, offset, header) -> new FundingPaymentEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(0).receiveTimeNs(0).paymentId(payment).amount(amount).instrumentId(instrument).asset("USDT")
            .encodedLength();
    }

    private static EventWriter equity(int strategy, Venue venue, int instrument, long dayStart, long peak, long now) {
        return (buffer, offset, header) -> new EquityUpdateEncoder().wrapAndApplyHeader(buffer, offset, header)
            .dayStartTimeNs(5).dayStartEquity(dayStart).peakEquity(peak).equity(now).strategyId(strategy).venue(venue)
            .instrumentId(instrument).encodedLength();
    }

    private static EventWriter stop(int instrument, long price, boolean reached) {
        return (buffer, offset, header) -> new StopUpdateEncoder().wrapAndApplyHeader(buffer, offset, header)
            .stopPrice(price).instrumentId(instrument).strategyId(1).reached((short) (reached ? 1 : 0))
            .encodedLength();
    }

    private static EventWriter trading(TradingState from, TradingState to, Reason reason) {
        return (buffer, offset, header) -> new TradingStateChangeEncoder().wrapAndApplyHeader(buffer, offset, header)
            .state(to).previousState(from).reason(reason).rule(RiskRule.NULL_VAL).strategyId(ALL)
            .limitValue(TradingStateChangeEncoder.limitValueNullValue())
            .observed(TradingStateChangeEncoder.observedNullValue()).encodedLength();
    }

    /** Which of the two symbols an instrument is after so many restarts: they swap their numbers each time. */
    private static int number(int symbol, int restarts) {
        return restarts % 2 == 0 ? symbol + 1 : 2 - symbol;
    }

    /** @param cuts before which of the steps there is a restart */
    private static RecordedTrading traded(long seed, int steps, List<Integer> cuts) {
        final SplittableRandom random = new SplittableRandom(seed);
        final RecordedTrading trading = begun("BTCUSDT", "ETHUSDT");
        final boolean onlyBuys = random.nextBoolean();
        int restarts = 0;
        for (int i = 0; i < steps; i++) {
            if (cuts.contains(i)) {
                restarts++;
                trading.restart(restarts % 2 == 0 ? new String[] {"BTCUSDT", "ETHUSDT"}
                    : new String[] {"ETHUSDT", "BTCUSDT"});
            }
            final int instrument = number(random.nextInt(10) == 0 ? 1 : 0, restarts);
            if (random.nextInt(12) == 0) {
                trading.event(funding(instrument, random.nextInt(8), random.nextInt(1_000) - 500));
            } else {
                final boolean buys = onlyBuys && i < steps * 3 / 4 || random.nextInt(3) > 0;
                trading.trade(instrument, i, (buys ? 1 : -1) * LOT * (1 + random.nextInt(7)),
                    9_000 + random.nextInt(2_000));
            }
        }
        return trading;
    }

    @Property(tries = 25)
    void profitLotsFeesAndFundingAfterRestartsAreThoseWithoutWhereverItIsCut(@ForAll long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        final int steps = 20 + random.nextInt(200);
        final List<Integer> cuts = List.of(random.nextInt(steps), random.nextInt(steps));
        final RecordedTrading whole = traded(seed, steps, List.of());
        final RecordedTrading cut = traded(seed, steps, cuts);
        assertEquals(lines(whole, "position"), lines(cut, "position"));
        assertEquals(lines(whole, "payments"), lines(cut, "payments"));
    }

    @Test
    void moreLotsThanOneMessageHasRoomForAreCarriedOneByOne() {
        final RecordedTrading trading = begun("BTCUSDT");
        for (int i = 0; i < 200; i++) {
            trading.trade(1, i, LOT, 9_000 + i);
        }
        final List<String> before = lines(trading, "position");
        final int records = trading.all.size();
        assertEquals(before, lines(trading.restart("BTCUSDT"), "position"));
        assertEquals(200, before.get(0).split(" lots ")[1].split(" ").length);
        assertEquals(3, events(trading.all.subList(records, trading.all.size()), CarriedLotsDecoder.TEMPLATE_ID));
        // The lots of a snapshot come the same way.
        final TradingFold fold = RecordedTrading.fold(trading.all);
        final TradingFold again = new TradingFold(manifest -> RecordedTrading.RUN);
        again.begin(new SnapshotWriter().write(fold, "1"));
        assertEquals(FoldText.of(fold.state()), FoldText.of(again.state()));
    }

    private static long events(List<UnsafeBuffer> records, int template) {
        return records.stream().filter(record -> RecordLayout.templateId(record, RecordLayout.event(0)) == template)
            .count();
    }

    @Test
    void aFundingPaymentToldAgainAfterARestartCountsOnce() {
        final RecordedTrading trading = begun("BTCUSDT").trade(1, 1, LOT, 10_000).event(funding(1, 77, -30));
        final List<String> before = lines(trading, "p");
        trading.restart("BTCUSDT").event(funding(1, 77, -30));
        assertEquals(before, lines(trading, "p"));
        assertTrue(before.get(1).contains(" funding -30 "), before::toString);
        trading.event(funding(1, 78, -1));
        assertTrue(lines(trading, "position").get(0).contains(" funding -31 "));
    }

    @Test
    void dayAndPeakOfVenuesAndInstrumentsAreCarriedUnderTheirNewNumbers() {
        final RecordedTrading trading = begun("BTCUSDT", "ETHUSDT")
            .effect(equity(ALL, Venue.NULL_VAL, EVERYTHING, 100, 300, 200))
            .effect(equity(ALL, Venue.BINANCE, EVERYTHING, 10, 30, 20))
            .effect(equity(ALL, Venue.NULL_VAL, 2, 1, 3, 2)).effect(equity(1, Venue.NULL_VAL, EVERYTHING, 7, 9, 8));
        final List<String> before = lines(trading, "risk");
        assertEquals(List.of("risk " + ALL + " 5 100 300 200 ACTIVE NONE", "risk 1 5 7 9 8 ACTIVE NONE",
            "risk BINANCE 5 10 30 20 NULL_VAL NULL_VAL", "risk ETHUSDT 5 1 3 2 NULL_VAL NULL_VAL"), before);
        assertEquals(before, lines(trading.restart("LTCUSDT", "ETHUSDT", "BTCUSDT"), "risk"));
        assertEquals(before, lines(trading.restart("ETHUSDT"), "risk"));
        assertEquals(before.subList(0, 2), lines(trading.restart("LTCUSDT"), "risk"), "the rest goes with them");
    }

    @Test
    void whatWasEarnedInAnInstrumentThatIsGoneDoesNotLookLikeALoss() {
        final RecordedTrading trading = begun("BTCUSDT", "ETHUSDT").trade(2, 1, LOT, 10_000).trade(2, 2, -LOT, 20_000);
        final String held = lines(trading, "position").get(0);
        final long earned = 100_000 - 14;
        assertTrue(held.startsWith("position ETHUSDT 1 0 ") && held.contains(" realised 100000 "), held);
        trading.effect(equity(ALL, Venue.NULL_VAL, EVERYTHING, 0, earned + 5, earned))
            .effect(equity(1, Venue.NULL_VAL, EVERYTHING, 0, earned, earned))
            .effect(equity(ALL, Venue.BINANCE, EVERYTHING, 0, earned, earned));
        assertEquals(List.of("risk " + ALL + " 5 " + -earned + " 5 0 ACTIVE NONE", "risk 1 5 " + -earned
            + " 0 0 ACTIVE NONE", "risk BINANCE 5 " + -earned + " 0 0 NULL_VAL NULL_VAL"),
            lines(trading.restart("BTCUSDT"), "risk"));
    }

    @Test
    void openThingsInAnInstrumentThatIsGoneStopTheStart() {
        final RecordedTrading held = begun("BTCUSDT", "ETHUSDT").trade(2, 1, LOT, 10_000);
        assertTrue(assertThrows(FoldException.class, () -> held.restart("BTCUSDT")).getMessage()
            .contains("the position of strategy 1 is open in an instrument at BINANCE which is not there any more"));
        final RecordedTrading ordered = begun("BTCUSDT", "ETHUSDT");
        ordered.order(2, LOT);
        assertTrue(assertThrows(FoldException.class, () -> ordered.restart("BTCUSDT")).getMessage()
            .contains("is open in an instrument that is not there any more"));
    }

    @Test
    void ordersAndPositionsFollowTheirInstrumentsToOtherNumbers() {
        final RecordedTrading trading = begun("BTCUSDT", "ETHUSDT").trade(1, 1, LOT, 10_000).trade(2, 2, -LOT, 9_000);
        trading.order(2, 5 * LOT);
        final List<String> positions = lines(trading, "position");
        final String order = lines(trading, "open").get(0);
        trading.restart("LTCUSDT", "ETHUSDT", "BTCUSDT");
        assertEquals(positions, lines(trading, "position"));
        assertEquals(FoldText.told(List.of(order)), lines(trading, "open"));
        trading.restart("BTCUSDT", "ETHUSDT", "LTCUSDT");
        assertEquals(positions, lines(trading, "position"));
        assertEquals(FoldText.told(List.of(order)), lines(trading, "open"));
    }

    @Test
    void aStopLossIsCarriedWhereItStoodAndGoneWithThePosition() {
        final RecordedTrading trading = begun("BTCUSDT").trade(1, 1, LOT, 10_000).effect(stop(1, 9_900, false))
            .effect(stop(1, 9_950, true)).restart("ETHUSDT", "BTCUSDT");
        final String held = lines(trading, "position").get(0);
        assertTrue(held.contains(" stop StopState[price=9950, reached=true] "), held);
        assertEquals(held, lines(trading.restart("BTCUSDT"), "position").get(0));
        trading.trade(1, 2, -LOT, 9_000).restart("BTCUSDT");
        assertTrue(lines(trading, "position").get(0).contains(" stop null "), () -> lines(trading, "p").toString());
    }

    @Test
    void whatAPersonHaltedStaysHaltedThroughAnyNumberOfRuns() {
        final RecordedTrading trading = begun("BTCUSDT")
            .effect(trading(TradingState.ACTIVE, TradingState.HALTED, Reason.OPERATOR));
        final List<String> halted = lines(trading, "risk");
        assertTrue(halted.get(0).endsWith("HALTED OPERATOR"), halted::toString);
        assertEquals(halted, lines(trading.restart("BTCUSDT"), "risk"));
        assertEquals(halted, lines(trading.restart("BTCUSDT"), "risk"));
        trading.effect(trading(TradingState.HALTED, TradingState.ACTIVE, Reason.OPERATOR)).restart("BTCUSDT");
        assertTrue(lines(trading, "risk").get(0).endsWith("ACTIVE OPERATOR"));
    }

    @Test
    void aKillWhileARunStartsIsNotForgottenByWhatItTakesOver() {
        killedWhileItStarts(TradingState.ACTIVE, Reason.RECONCILED);
        killedWhileItStarts(TradingState.HALTED, Reason.RECONCILING);
        killedWhileItStarts(TradingState.REDUCING, Reason.OPERATOR);
    }

    private static void killedWhileItStarts(TradingState state, Reason reason) {
        final RecordedTrading trading = begun("BTCUSDT");
        trading.run().event(TestEvents.define(1, "BTCUSDT"))
            .effect(trading(TradingState.ACTIVE, TradingState.HALTED, Reason.RECONCILING))
            .effect(trading(TradingState.HALTED, TradingState.HALTED, Reason.OPERATOR))
            .event((buffer, offset, header) -> new CarriedRiskEncoder().wrapAndApplyHeader(buffer, offset, header)
                .dayStartTimeNs(5).dayStartEquity(1).peakEquity(2).equity(1).strategyId(ALL).state(state)
                .reason(reason).venue(Venue.NULL_VAL).instrumentId(EVERYTHING).encodedLength())
            .event((buffer, offset, header) -> new CarryEndedEncoder().wrapAndApplyHeader(buffer, offset, header)
                .sequence(1).snapshotSequence(0).orders(0).positions(0).from("").encodedLength());
        assertEquals(List.of("risk " + ALL + " 5 1 2 1 HALTED OPERATOR"), lines(trading, "risk"));
        assertEquals(List.of("risk " + ALL + " 5 1 2 1 HALTED OPERATOR"), lines(trading.restart("BTCUSDT"), "risk"));
    }

    @Test
    void aBalanceThatIsNotWhatTheRunBeforeKnewIsACorrectionAtTheFirstReconciling() {
        final RecordedTrading trading = begun("BTCUSDT").event(OrderEvents.gateway(GatewayCondition.RECONCILING))
            .event(OrderEvents.balance("BTC", 500)).event(OrderEvents.gateway(GatewayCondition.RECONCILED))
            .trade(1, 1, 4 * LOT, 10_000);
        final long expected = 500 + 4 * LOT;
        assertEquals(List.of("balance BINANCE BTC " + expected + " since 1"), lines(trading, "balance"));
        trading.restart("ETHUSDT", "BTCUSDT");
        assertEquals(List.of("balance BINANCE BTC " + expected + " since 1"), lines(trading, "balance"));
        trading.event(OrderEvents.gateway(GatewayCondition.RECONCILING))
            .event(OrderEvents.balance("BTC", expected - 9)).event(OrderEvents.gateway(GatewayCondition.RECONCILED));
        assertEquals(List.of("BALANCE_DIFFERS BTC " + expected + " " + (expected - 9)),
            corrections(trading.all.get(trading.all.size() - 1)));
    }

    private static List<String> corrections(UnsafeBuffer record) {
        final List<String> found = new ArrayList<>();
        int message = RecordLayout.event(0);
        for (int left = RecordLayout.keptCount(record, 0); left > 0; left--) {
            message = RecordLayout.next(record, message);
            if (RecordLayout.templateId(record, message) == CorrectionDecoder.TEMPLATE_ID) {
                final CorrectionDecoder told = new CorrectionDecoder()
                    .wrapAndApplyHeader(record, message, new MessageHeaderDecoder());
                final String name = told.finding().name();
                final long expected = told.expected();
                final long observed = told.observed();
                found.add(name + " " + told.asset() + " " + expected + " " + observed);
            }
        }
        return found;
    }
}
