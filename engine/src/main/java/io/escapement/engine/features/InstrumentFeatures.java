package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The features of one instrument: its time, and who is called when. */
final class InstrumentFeatures {
    /** With no event for longer than this the engine was not there: what was kept of the book's past is of no use. */
    static final long MOST_SILENCE_NS = 60 * Cadence.SECOND_NS;

    final Instrument instrument;
    private final long cadenceNs;
    private final Top top;
    private final Feature[] features;
    private final int[] firsts;
    private final Feature.OnQuote[] onQuote;
    private final Feature.OnTrade[] onTrade;
    private final Feature.OnTrade[] onTradeAlways;
    private final Feature.OnSlot[] onSlot;
    private final Feature.OnSlot[] onSlotAlways;
    private final Feature.OnSecond[] onSecond;
    private final ClockFeature clock;
    private long boundaryNs;
    private boolean counting;
    private double lastMid;

    InstrumentFeatures(Instrument instrument, FeaturesConfig config, long nowNs) {
        this.instrument = instrument;
        this.cadenceNs = config.cadenceNs();
        this.top = new Top(instrument);
        final List<Feature> made = new ArrayList<>();
        final List<Integer> places = new ArrayList<>();
        for (final FeatureGroup group : FeatureGroup.values()) {
            if (config.groups().contains(group)) {
                made.add(make(group, config));
                places.add(FeatureColumns.first(group));
            }
        }
        features = made.toArray(Feature[]::new);
        firsts = places.stream().mapToInt(Integer::intValue).toArray();
        onQuote = made.stream().filter(Feature.OnQuote.class::isInstance).toArray(Feature.OnQuote[]::new);
        onTrade = made.stream().filter(f -> f instanceof Feature.OnTrade && f.needsBook())
            .toArray(Feature.OnTrade[]::new);
        onTradeAlways = made.stream().filter(f -> f instanceof Feature.OnTrade && !f.needsBook())
            .toArray(Feature.OnTrade[]::new);
        onSlot = made.stream().filter(f -> f instanceof Feature.OnSlot && f.needsBook()).toArray(Feature.OnSlot[]::new);
        onSlotAlways = made.stream().filter(f -> f instanceof Feature.OnSlot && !f.needsBook())
            .toArray(Feature.OnSlot[]::new);
        onSecond = made.stream().filter(Feature.OnSecond.class::isInstance).toArray(Feature.OnSecond[]::new);
        clock = (ClockFeature) made.stream().filter(ClockFeature.class::isInstance).findFirst().orElse(null);
        boundaryNs = nowNs - Math.floorMod(nowNs, cadenceNs);
        for (final Feature feature : features) {
            feature.begin(nowNs);
        }
    }

    private Feature make(FeatureGroup group, FeaturesConfig config) {
        final Cadence cadence = new Cadence(cadenceNs);
        final InstrumentTerms terms = config.terms(instrument);
        return switch (group) {
            case QUOTE -> new QuoteFeature();
            case MICROPRICE -> new MicropriceFeature(terms.microprice());
            case OFI -> new OrderFlowFeature(cadence);
            case MLOFI -> new LevelFlowFeature(cadence, terms.weights());
            case TFI -> new TradeFlowFeature(cadence);
            case CVD -> new DayVolumeFeature();
            case VPIN -> new VpinFeature(bucketVolume(terms.bucketVolume()));
            case IMPACT -> new ImpactFeature();
            case ROLL -> new RollFeature();
            case SPREAD -> new SpreadFeature(cadence, config.pendingTrades());
            case INTENSITY -> new IntensityFeature();
            case HAWKES -> new HawkesFeature(terms.hawkes());
            case VARIANCE -> new VarianceFeature();
            case VOLATILITY -> new VolatilityFeature();
            case SERIAL -> new SerialFeature();
            case CLOCK -> new ClockFeature();
        };
    }

    private double bucketVolume(BigDecimal base) {
        return base == null ? 0 : top.mantissas(base.doubleValue());
    }

    /** Whether numbers of this definition mean what those of the other do. */
    boolean isSame(Instrument other) {
        return instrument.priceExponent() == other.priceExponent()
            && instrument.quantityExponent() == other.quantityExponent()
            && instrument.tickSize() == other.tickSize()
            && instrument.contractSize() == other.contractSize();
    }

    /** Comes to the last boundary at or before now; whether it is a new one, as of which {@link #write} writes. */
    boolean advance(long nowNs) {
        if (nowNs < boundaryNs + cadenceNs) {
            return false;
        }
        final long last = nowNs - Math.floorMod(nowNs, cadenceNs);
        if (nowNs - boundaryNs > MOST_SILENCE_NS + cadenceNs) {
            stop();
            boundaryNs = last - cadenceNs;
        }
        while (boundaryNs < last) {
            boundaryNs += cadenceNs;
            step();
        }
        return true;
    }

    private void step() {
        for (final Feature.OnSlot feature : onSlotAlways) {
            feature.onSlot(top, boundaryNs);
        }
        if (!top.isLive()) {
            return;
        }
        if (counting) {
            for (final Feature.OnSlot feature : onSlot) {
                feature.onSlot(top, boundaryNs);
            }
        } else {
            start();
        }
        if (onSecond.length > 0 && boundaryNs % Cadence.SECOND_NS == 0) {
            sample();
        }
    }

    private void start() {
        counting = true;
        lastMid = 0;
        for (final Feature feature : features) {
            if (feature.needsBook()) {
                feature.begin(boundaryNs);
            }
        }
    }

    private void stop() {
        counting = false;
    }

    private void sample() {
        final double mid = top.mid();
        final double logReturn = lastMid > 0 ? StrictMath.log(mid / lastMid) : Double.NaN;
        lastMid = mid;
        for (final Feature.OnSecond feature : onSecond) {
            feature.onSecond(mid, logReturn);
        }
    }

    void onLevels(LevelGroups levels, long nowNs) {
        final boolean flows = top.take(levels);
        if (!top.isLive()) {
            stop();
        } else if (flows && counting) {
            for (final Feature.OnQuote feature : onQuote) {
                feature.onQuote(top, nowNs);
            }
        }
    }

    /** The book is not LIVE. */
    void lose() {
        top.lose();
        stop();
    }

    void onTrade(long nowNs, long price, long quantity, int sign) {
        for (final Feature.OnTrade feature : onTradeAlways) {
            feature.onTrade(top, nowNs, price, quantity, sign);
        }
        if (counting) {
            for (final Feature.OnTrade feature : onTrade) {
                feature.onTrade(top, nowNs, price, quantity, sign);
            }
        }
    }

    void onFunding(long nextNs) {
        if (clock != null) {
            clock.onFunding(nextNs);
        }
    }

    /** As of which values are. */
    long boundaryNs() {
        return boundaryNs;
    }

    /** Writes all values, NaN where missing. */
    void write(double[] into) {
        Arrays.fill(into, Double.NaN);
        for (int i = 0; i < features.length; i++) {
            if (counting || !features[i].needsBook()) {
                features[i].write(boundaryNs, top, into, firsts[i]);
            }
        }
        for (int i = 0; i < into.length; i++) {
            // A slope over nothing that varies, a t of a perfect fit: there is no such number.
            into[i] = Double.isInfinite(into[i]) ? Double.NaN : into[i];
        }
    }

    long hash(long seed) {
        long hash = top.hash(Hashing.fold(Hashing.fold(seed, boundaryNs), counting));
        for (final Feature feature : features) {
            if (counting || !feature.needsBook()) {
                hash = feature.hash(hash);
            }
        }
        return counting ? Hashing.fold(hash, lastMid) : hash;
    }
}
