package io.escapement.engine.buckets;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.BestLevelsDecoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.columns.Column;
import io.escapement.engine.columns.ColumnSet;
import io.escapement.engine.columns.ColumnsWriter;
import io.escapement.engine.columns.Reset;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The block DEPTH: what a book and its buckets say in a few numbers, each second. */
public final class DepthColumns {
    /** The cadence. */
    public static final long SECOND_NS = 1_000_000_000L;

    private static final String BUCKETS = "41 buckets";
    private static final String LIVE = "book LIVE, both sides";
    private static final String RECOUNT = "recount of the full book in BigDecimal";
    private static final String INTEGRAL = "plain integral over all changes";

    /** All columns, in their order. */
    public static final ColumnSet SET = new ColumnSet(ColumnBlock.DEPTH, List.of(
        column("imb10", "1", "10 levels a side", LIVE,
            "(bid - ask) / (bid + ask) over the quantities of the 10 best levels of each side", RECOUNT),
        column("imb20", "1", "20 levels a side", LIVE, "the same over the 20 best levels of each side", RECOUNT),
        column("cob_imb", "1", BUCKETS, LIVE, "the same over the 41 buckets around the mid", RECOUNT),
        mean(1), mean(5), mean(15), mean(60),
        column("cob_bid", "base asset", BUCKETS, LIVE, "size bid in the 41 buckets around the mid", RECOUNT),
        column("cob_ask", "base asset", BUCKETS, LIVE, "size asked in the 41 buckets around the mid", RECOUNT),
        column("cob_vwap_offset", "bucket widths", BUCKETS, LIVE,
            "(mean price of what rests in the 41 buckets, weighted by quantity, - mid) / width", RECOUNT),
        column("cancel_ratio", "1", "1 s", "book LIVE for 1 s",
            "(decreases of levels - traded quantity, at least 0) / decreases of levels, of the whole book, within the"
                + " second; missing where no level decreased. Trades and levels come apart by some ms", "hand"),
        column("add_rate", "base asset per s", "1 s", "book LIVE for 1 s",
            "increases of levels of the whole book within the second; of inverse contracts at the mid", "hand")));

    private static final int IMB10 = 0;
    private static final int IMB20 = 1;
    private static final int COB = 2;
    private static final int MEANS = 3;
    private static final int BID = 7;
    private static final int ASK = 8;
    private static final int VWAP = 9;
    private static final int CANCELS = 10;
    private static final int ADDS = 11;
    private static final int LEVELS = 10;
    private static final int BEST_INSTRUMENT =
        MessageHeaderDecoder.ENCODED_LENGTH + BestLevelsDecoder.instrumentIdEncodingOffset();

    private final ColumnsWriter writer = new ColumnsWriter(SET);
    private final LevelGroups levels = new LevelGroups();
    private final double[] values = new double[SET.size()];
    // Quantities of the best levels: 10 and 20 bid, 10 and 20 asked.
    private final double[] bids = new double[2];
    private final double[] asks = new double[2];

    private static Column column(String name, String unit, String window, String warmUp, String meaning,
                                 String oracle) {
        return new Column(name, 1, unit, window, warmUp, Reset.BOOK, meaning, oracle);
    }

    private static Column mean(int seconds) {
        return column("cob_imb_mean_" + seconds + "s", "1", seconds + " s", "book LIVE for " + seconds + " s",
            "time-weighted mean of cob_imb, over the time in which it had a value", INTEGRAL);
    }

    /** Bytes of checked effects that one update takes, without its frame. */
    int length() {
        return writer.length();
    }

    /** Tells an instrument's, as of the last boundary of its means; all missing where its book is not LIVE. */
    void write(Slot slot, InstrumentBuckets buckets) {
        Arrays.fill(values, Double.NaN);
        final long timeNs = buckets.window().means().boundary() * MovingMeans.SLOT_NS;
        if (buckets.isShown()) {
            best(slot, buckets.instrumentId());
            columns(buckets);
            flow(buckets, timeNs);
        }
        writer.write(slot, buckets.instrumentId(), timeNs, SECOND_NS, values);
    }

    /** The book stage has told the best levels as of the second. */
    private void best(Slot slot, int instrumentId) {
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == BestLevelsDecoder.TEMPLATE_ID
                && slot.buffer().getInt(effect + BEST_INSTRUMENT, ByteOrder.LITTLE_ENDIAN) == instrumentId) {
                levels.wrap(slot.buffer(), effect);
                sum();
                values[IMB10] = imbalance(bids[0], asks[0]);
                values[IMB20] = imbalance(bids[1], asks[1]);
            }
        }
    }

    private void sum() {
        double sum = 0;
        for (int i = 0; i < levels.bidCount() && i < 2 * LEVELS; i++) {
            sum += levels.bidQuantity(i);
            bids[0] = i < LEVELS ? sum : bids[0];
        }
        bids[1] = sum;
        sum = 0;
        for (int i = 0; i < levels.askCount() && i < 2 * LEVELS; i++) {
            sum += levels.askQuantity(i);
            asks[0] = i < LEVELS ? sum : asks[0];
        }
        asks[1] = sum;
    }

    private static double imbalance(double bid, double ask) {
        return (bid - ask) / (bid + ask);
    }

    private void columns(InstrumentBuckets buckets) {
        final BucketWindow window = buckets.window();
        values[COB] = window.imbalance();
        window.placeWindows();
        for (int i = 0; i < BucketWindow.WINDOWS.length; i++) {
            values[MEANS + i] = window.imbalanceMean(i);
        }
        double bid = 0;
        double ask = 0;
        double quantity = 0;
        double offset = 0;
        for (int column = 0; column < BucketsConfig.COLUMNS; column++) {
            final long id = window.firstColumn() + column;
            bid += buckets.baseBid(id);
            ask += buckets.baseAsk(id);
            final double rests = (double) window.bid(id) + window.ask(id);
            quantity += rests;
            offset += (id * (double) buckets.width() - buckets.mid()) * rests + buckets.offsets(id);
        }
        values[BID] = bid;
        values[ASK] = ask;
        values[VWAP] = quantity == 0 ? Double.NaN : offset / quantity / buckets.width();
    }

    private void flow(InstrumentBuckets buckets, long timeNs) {
        final DepthFlow flow = buckets.flow();
        if (flow.knows(timeNs)) {
            final long added = flow.added(timeNs);
            values[CANCELS] = flow.cancelRatio(timeNs);
            values[ADDS] = added == Money.OVERFLOW ? Double.NaN : buckets.base(added);
        }
    }
}
