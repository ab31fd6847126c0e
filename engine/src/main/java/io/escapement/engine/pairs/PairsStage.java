package io.escapement.engine.pairs;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PairAlertEncoder;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.market.Decimals;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;
import io.escapement.engine.pipeline.Slot;

import java.util.List;

/**
 * Watches pairs of instruments: regression, spread and its z-score, correlation, who leads, and whether the spread
 * comes back (ADF, half-life). Tells each pair's columns ({@link PairColumns}) each second, and a {@code PairAlert}
 * when a z-score goes beyond the threshold and when it has come back. Without pairs it does nothing.
 *
 * <p><b>When.</b> A second is told on the first event of any kind at or behind its end, with the quotes as they were
 * before that event: what was known at the boundary. Events hear of timers each second, so a quiet market is told too.
 * Where several seconds ended between two events, nothing was heard in them: the quotes stood still for all that is
 * known, and the windows take them as often; only the last second is told. After more than {@code mostMissing} of those
 * the engine was not there, and the windows begin anew.
 *
 * <p><b>A leg that is missing</b> (not defined, or its book not LIVE or one-sided): all columns are missing in that
 * second; see {@link PairsConfig#mostMissing}. A pair that was beyond its threshold when its windows began anew is told
 * to have come back with a z that is missing, since it is no longer known to be beyond.
 *
 * <p><b>The test</b> of a pair is made every 10 s, of pair n in seconds whose number leaves n: its cost is bounded (two
 * decompositions of window x 20 at most) and never that of all pairs at once. In between its last results are told.
 */
public final class PairsStage implements ColumnsStage {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int TEST_EVERY = 10;
    private static final int ALERT_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PairAlertEncoder.BLOCK_LENGTH;

    private final PairsConfig config;
    private final MarketView view = new MarketView();
    private final PairState[] pairs;
    private final ColumnsWriter writer;
    private final double[] values = new double[PairColumns.COUNT];
    private final double[] spreads;
    private final DickeyFuller test;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PairAlertEncoder alert = new PairAlertEncoder();
    private boolean started;
    private long toldNs;

    /** @throws IllegalArgumentException saying everything that is wrong with the settings */
    public PairsStage(PairsConfig config) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.config = config;
        this.pairs = new PairState[config.pairs().size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new PairState(config.pairs().get(i), new PairWindow(config.window(), config.mostMissing()));
        }
        this.writer = new ColumnsWriter(PairColumns.set(config.window()));
        this.spreads = new double[config.window()];
        this.test = new DickeyFuller(config.window());
    }

    @Override
    public String name() {
        return "pairs";
    }

    @Override
    public ToldColumns told() {
        final ToldColumns told = ToldColumns.all(name(), PairColumns.set(config.window()), List.of(SECOND_NS));
        return pairs.length == 0 ? told.leftOut() : told;
    }

    @Override
    public void onEvent(Slot slot) {
        if (pairs.length == 0) {
            return;
        }
        final long boundaryNs = slot.eventTimeNs() - Math.floorMod(slot.eventTimeNs(), SECOND_NS);
        if (!started) {
            started = true;
            toldNs = boundaryNs;
        } else if (boundaryNs > toldNs) {
            tell(slot, boundaryNs);
        }
        view.onRecord(slot);
        final Instrument defined = view.defined();
        if (defined != null) {
            for (final PairState pair : pairs) {
                pair.onInstrument(defined);
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = Hashing.fold(Hashing.fold(1, started), toldNs);
        if (pairs.length > 0) {
            hash = Hashing.fold(hash, view.stateHash());
        }
        for (final PairState pair : pairs) {
            hash = pair.hash(hash);
        }
        return hash;
    }

    private void tell(Slot slot, long boundaryNs) {
        final long passed = (boundaryNs - toldNs) / SECOND_NS;
        for (int i = 0; i < pairs.length; i++) {
            final PairState pair = pairs[i];
            advance(pair, passed);
            if (isDue(toldNs / SECOND_NS, boundaryNs / SECOND_NS, i)) {
                pair.window.test(test, spreads);
            }
            pair.window.values(values);
            writer.write(slot, i + 1, boundaryNs, SECOND_NS, values);
            watch(slot, i);
        }
        toldNs = boundaryNs;
    }

    private static boolean isDue(long second, long newSecond, int pair) {
        return Math.floorDiv(newSecond - pair, TEST_EVERY) != Math.floorDiv(second - pair, TEST_EVERY);
    }

    private void advance(PairState pair, long passed) {
        long seconds = passed;
        if (passed - 1 > config.mostMissing()) {
            pair.window.clear();
            seconds = 1;
        }
        final Quote y = view.quote(pair.y);
        final Quote x = view.quote(pair.x);
        if (y == null || x == null || !y.isLive() || !x.isLive()) {
            pair.window.miss((int) seconds);
            return;
        }
        final double lnY = lnMid(y, view.instrument(pair.y));
        final double lnX = lnMid(x, view.instrument(pair.x));
        for (long i = 0; i < seconds; i++) {
            pair.window.add(lnY, lnX);
        }
    }

    private static double lnMid(Quote quote, Instrument instrument) {
        return StrictMath.log(Decimals.value((quote.bidPrice() + quote.askPrice()) / 2.0, instrument.priceExponent()));
    }

    private void watch(Slot slot, int index) {
        final PairState pair = pairs[index];
        final double z = values[PairColumns.Z];
        final double threshold = pair.side * config.threshold();
        final boolean isForgotten = Double.isNaN(z) && !pair.window.isFull();
        if (pair.side != 0 && (isForgotten || z * pair.side <= config.threshold() - config.hysteresis())) {
            append(slot, index, z, threshold, false);
            pair.side = 0;
        }
        if (pair.side == 0 && Math.abs(z) > config.threshold()) {
            pair.side = z > 0 ? 1 : -1;
            append(slot, index, z, pair.side * config.threshold(), true);
        }
    }

    private void append(Slot slot, int index, double z, double threshold, boolean beyond) {
        alert.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(ALERT_LENGTH), header)
            .z(z)
            .threshold(threshold)
            .pairId(index + 1)
            .beyond((short) (beyond ? 1 : 0));
        slot.commitEffect(ALERT_LENGTH);
    }
}
