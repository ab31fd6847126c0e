package io.escapement.engine.bars;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static io.escapement.engine.pipeline.TestEvents.SECOND;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static io.escapement.engine.pipeline.TestEvents.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ViewBarsTest {
    private static final long MS = 1_000_000L;
    private static final long GRACE = 250 * MS;
    private static final List<Long> TIMEFRAMES = List.of(SECOND, 5 * SECOND);
    private static final int[] PRICE_EXPONENTS = {-2, -1, -3};
    private static final int[] QUANTITY_EXPONENTS = {-8, -5, -4};

    private final StageHarness harness = new StageHarness(new BarsStage(new BarsConfig(TIMEFRAMES, GRACE, 20,
        60 * SECOND, new ViewBarsConfig(true, false, 2, 2 * SECOND), List.of())));

    private final PlainBars[] plain = new PlainBars[3];
    private final long[] newestNs = new long[3];
    private final long[] anchorNs = new long[3];
    private final List<Print> prints = new ArrayList<>();
    private final List<Bar> bars = new ArrayList<>();
    private long firstNs;

    private record Bar(boolean ofView, int id, long openNs, long durationNs, long open, long high, long low, long close,
                       long volume, long notional, int trades, int late) {
    }

    /** A trade that is in time, at -8. */
    private record Print(long timeNs, long price, long quantity) {
    }

    private static EventWriter define(int id, String name, InstrumentKind kind, int priceExponent, int quantityExponent,
                                      long contractSize) {
        return (buffer, offset, header) -> new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).tickSize(1).lotSize(1).minQuantity(1).maxQuantity(900_000_000_000L)
            .minNotional(0).instrumentId(id).venue(Venue.BINANCE).priceExponent((byte) priceExponent)
            .quantityExponent((byte) quantityExponent).status(InstrumentStatus.TRADING).kind(kind)
            .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .crossed(CrossedRule.NEVER).contractSize(contractSize)
            .symbol("S" + id).baseAsset("BTC").quoteAsset("USDT").canonical(name).encodedLength();
    }

    private List<Bar> read() {
        final List<Bar> told = new ArrayList<>();
        final Slot slot = harness.slot();
        for (int at = slot.firstEffect(); at != Slot.NONE; at = slot.nextEffect(at)) {
            if (slot.templateId(at) == BarDecoder.TEMPLATE_ID) {
                final BarDecoder d = new BarDecoder().wrapAndApplyHeader(slot.buffer(), at, new MessageHeaderDecoder());
                final boolean view = d.viewId() != BarDecoder.viewIdNullValue();
                assertEquals(view, d.instrumentId() == BarDecoder.instrumentIdNullValue());
                told.add(new Bar(view, view ? d.viewId() : d.instrumentId(), d.openTimeNs(), d.durationNs(),
                    d.openPrice(), d.highPrice(), d.lowPrice(), d.closePrice(), d.volume(), d.notional(),
                    d.tradeCount(), d.lateTradeCount()));
            }
        }
        return told;
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * Three venues with clocks and delays of their own, and other grids: each bar of the view is that of all trades
     * that are in time for their own instrument's bars, and its seconds are sums of the instruments' seconds.
     */
    @Property(tries = 60)
    void aViewsBarsAreThoseOfAllItsTrades(@ForAll long seed) {
        new ViewBarsTest().play(new Random(seed));
    }

    private void play(Random random) {
        final long[] skewNs = new long[3];
        for (int i = 0; i < 3; i++) {
            harness.send(define(5 + i, "BTC/USDT", InstrumentKind.SPOT, PRICE_EXPONENTS[i], QUANTITY_EXPONENTS[i],
                Instrument.ONE));
            skewNs[i] = (random.nextInt(1_200) - 600) * MS;
            plain[i] = new PlainBars(GRACE);
        }
        for (int n = 0; n < 250; n++) {
            harness.advance(random.nextInt(200_000_000));
            final int i = n < 3 ? n : random.nextInt(3);
            final long delayNs = random.nextInt(random.nextInt(10) == 0 ? 700 : 50) * MS;
            send(i, n + 1, harness.now() + skewNs[i] - delayNs, 10_000 + random.nextInt(1_000),
                1 + random.nextInt(1_000));
            for (int each = 0; each < 3 && n % 2 == 0 && n > 3; each++) {
                harness.send(timer(5 + each));
                plain[each].moveTo(newestNs[each] + harness.now() - anchorNs[each]);
                bars.addAll(read());
            }
        }
        check();
    }

    private void send(int i, long tradeId, long timeNs, long price, long quantity) {
        harness.send(trade(5 + i, tradeId, timeNs, price, quantity, Side.BUY));
        bars.addAll(read());
        final boolean inTime = plain[i].add(new PlainBars.Print(timeNs, price, quantity, true));
        firstNs = firstNs == 0 ? timeNs / SECOND * SECOND : firstNs;
        if (inTime && timeNs >= firstNs) {
            prints.add(new Print(timeNs, price * power(8 + PRICE_EXPONENTS[i]),
                quantity * power(8 + QUANTITY_EXPONENTS[i])));
        }
        if (timeNs >= newestNs[i]) {
            newestNs[i] = timeNs;
            anchorNs[i] = harness.now();
        }
    }

    private void check() {
        int views = 0;
        long endNs = firstNs;
        for (final Bar bar : bars.stream().filter(Bar::ofView).toList()) {
            assertEquals(5, bar.id);
            final List<Print> inside = prints.stream()
                .filter(print -> print.timeNs >= bar.openNs && print.timeNs < bar.openNs + bar.durationNs)
                .sorted((a, b) -> Long.compare(a.timeNs / SECOND, b.timeNs / SECOND)).toList();
            assertEquals(inside.size(), bar.trades);
            assertEquals(inside.stream().mapToLong(Print::quantity).sum(), bar.volume);
            if (!inside.isEmpty()) {
                assertEquals(inside.get(0).price, bar.open);
                assertEquals(inside.get(inside.size() - 1).price, bar.close);
                assertEquals(inside.stream().mapToLong(Print::price).max().orElseThrow(), bar.high);
                assertEquals(inside.stream().mapToLong(Print::price).min().orElseThrow(), bar.low);
            }
            if (bar.durationNs == SECOND) {
                assertEquals(endNs, bar.openNs, "no second is left out");
                endNs = bar.openNs + SECOND;
                if (bar.openNs > firstNs + 2 * SECOND) {
                    assertEquals(inside.size(), bars.stream().filter(each -> !each.ofView
                        && each.durationNs == SECOND && each.openNs == bar.openNs).mapToInt(Bar::trades).sum());
                }
                views++;
            }
        }
        assertTrue(views > 10, views + " seconds of the view");
    }

    @Test
    void aViewHasTheIdOfTheInstrumentThatWasDefinedFirstAndDerivativesHaveOneOfTheirOwn() {
        harness.send(define(3, "BTC/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        harness.send(define(2, "BTC/USDT", InstrumentKind.LINEAR, -2, -8, Instrument.ONE));
        harness.send(define(1, "BTC/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        harness.send(define(4, "BTC/USDT", InstrumentKind.INVERSE, -2, 0, 100 * Instrument.ONE));
        harness.send(define(9, "ETH/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        final long start = harness.now();
        for (int second = 0; second < 3; second++) {
            for (final int id : new int[] {1, 2, 3, 4, 9}) {
                harness.send(trade(id, second + 1, harness.now(), 5_000_000, 4, Side.BUY));
            }
            harness.advance(SECOND);
        }
        harness.advance(300 * MS);
        for (int id = 1; id < 10; id++) {
            harness.send(timer(id));
            bars.addAll(read().stream().filter(bar -> bar.ofView && bar.durationNs == SECOND).toList());
        }
        // 4 inverse contracts of 100 quote at 50,000 are 0.008 base; two quantities of 4 at -8 are spot's
        assertEquals(List.of("2@1 800004", "2@2 800004", "3@1 8", "3@2 8"), bars.stream()
            .map(bar -> bar.id + "@" + (bar.openNs - start) / SECOND + " " + bar.volume).sorted().toList());
    }

    @Test
    void aVenueWhoseClockIsFarOffIsCountedAsLateAndHoldsNothingUp() {
        harness.send(define(1, "BTC/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        harness.send(define(2, "BTC/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        harness.send(trade(2, 1, harness.now() - 600 * SECOND, 100, 7, Side.BUY));
        for (int second = 0; second < 4; second++) {
            harness.send(trade(1, second + 1, harness.now(), 100, 1, Side.BUY));
            bars.addAll(read());
            harness.send(trade(2, second + 2, harness.now() - 600 * SECOND, 100, 7, Side.BUY));
            bars.addAll(read());
            harness.advance(SECOND);
        }
        assertEquals(List.of("1 late3", "1 late1"), bars.stream().filter(bar -> bar.ofView)
            .map(bar -> bar.volume + " late" + bar.late).toList().subList(0, 2));
    }

    @Test
    void aTradeThatCannotBeHeldIsToldOnceAsMissing() {
        harness.send(define(1, "BTC/USDT", InstrumentKind.SPOT, -2, -8, Instrument.ONE));
        harness.send(define(2, "BTC/USDT", InstrumentKind.SPOT, -10, -8, Instrument.ONE));
        harness.send(trade(1, 1, harness.now(), 100, 1, Side.BUY));
        final long ms = harness.now() / MS;
        assertEquals(List.of("Gap view1 2 " + ms + ".." + ms + " MISSING_TRADES"),
            harness.send(trade(2, 1, harness.now(), 101, 1, Side.BUY)));
        assertEquals(List.of(), harness.send(trade(2, 2, harness.now(), 101, 1, Side.BUY)));
    }
}
