package io.escapement.engine.buckets;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.LevelsDroppedDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.book.RecordChanges;
import io.escapement.engine.columns.ColumnsStage;
import io.escapement.engine.columns.ToldColumns;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentEvents;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps the buckets of every book, and of every view of the consolidation stage. Tells {@code BucketSnapshot}s each
 * 100 ms and each second, and the block DEPTH each second.
 *
 * <p>A book counts while the book stage calls it LIVE: from a {@code BookChange} that says so until a record that says
 * anything else. Otherwise there are no snapshots, the block's values are missing, and all moving means begin anew. A
 * book with one side only stays, but has no mid: no snapshots, values missing, means go on without that time. Values
 * are as of the end of the last whole message; in the middle of one in fragments nothing is told.
 *
 * <p>What is due at a boundary, a multiple of 100 ms or a second, is told with the first event behind it that is about
 * the instrument itself (delta, snapshot, trade, best bid and offer, timer), as of before that event; a view's, with
 * the first such event of any of its instruments. Of several boundaries the latest is told. A status of a whole
 * connection tells nothing, so no record has more from this stage than {@link #MAX_TOLD_LENGTH}.
 *
 * <p>The trades of an instrument count towards cancel_ratio with the verdict APPLIED.
 */
public final class BucketsStage implements ColumnsStage {
    private static final long SLOT_NS = MovingMeans.SLOT_NS;
    private static final long SLOTS_A_SECOND = DepthColumns.SECOND_NS / SLOT_NS;
    private static final int FRAME = 16;
    /** The most bytes of checked effects that a record gets from this stage: two snapshots each of book and view. */
    public static final int MAX_TOLD_LENGTH = 4 * (BucketSnapshotWriter.LENGTH + FRAME)
        + new DepthColumns().length() + FRAME;

    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int TRADE_QUANTITY = BODY + TradeDecoder.quantityEncodingOffset();
    private static final int STATUS_ID = BODY + BookStatusDecoder.instrumentIdEncodingOffset();
    private static final int STATUS_STATE = BODY + BookStatusDecoder.stateEncodingOffset();
    private static final int DROPPED_ID = BODY + LevelsDroppedDecoder.instrumentIdEncodingOffset();
    private static final int DROPPED_UNTOLD = BODY + LevelsDroppedDecoder.untoldEncodingOffset();
    private static final int CHANGE_ID = BODY + BookChangeDecoder.instrumentIdEncodingOffset();
    private static final int CHANGE_STATE = BODY + BookChangeDecoder.stateEncodingOffset();

    private final BucketsConfig config;
    private final BucketWidths widths;
    private final InstrumentTable<InstrumentBuckets> instruments = new InstrumentTable<>();
    private final InstrumentTable<ViewBuckets> views = new InstrumentTable<>();
    private InstrumentBuckets[] listed = new InstrumentBuckets[16];
    private ViewBuckets[] listedViews = new ViewBuckets[16];
    private int listedCount;
    private int listedViewCount;
    /** The record's first word on a view; what books say comes before it. */
    private int firstView;

    private final RecordChanges changes = new RecordChanges();
    private final LevelGroups levels = new LevelGroups();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final ConsolidatedChangeDecoder consolidated = new ConsolidatedChangeDecoder();
    private final BucketSnapshotWriter snapshots;
    private final DepthColumns depth = new DepthColumns();

    /** @throws IllegalArgumentException saying everything that is wrong with the settings */
    public BucketsStage(BucketsConfig config) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.config = config;
        widths = new BucketWidths(config);
        snapshots = new BucketSnapshotWriter(config.inner());
    }

    @Override
    public String name() {
        return "buckets";
    }

    @Override
    public ToldColumns told() {
        return ToldColumns.all(name(), DepthColumns.SET, List.of(DepthColumns.SECOND_NS));
    }

    /** An instrument's buckets, for reading between events; null where it is not defined. */
    InstrumentBuckets instrument(int instrumentId) {
        return instruments.get(instrumentId);
    }

    /** A view's buckets likewise. */
    ViewBuckets view(int viewId) {
        return views.get(viewId);
    }

    @Override
    public void onEvent(Slot slot) {
        final long timeNs = slot.eventTimeNs();
        final int template = slot.eventTemplateId();
        final InstrumentBuckets own = instruments.get(InstrumentEvents.instrumentId(slot, template));
        if (own != null) {
            tell(slot, own, timeNs);
        }
        if (template == InstrumentDefinitionDecoder.TEMPLATE_ID && slot.verdict() == Verdict.APPLIED) {
            define(slot, timeNs);
        } else if (template == TradeDecoder.TEMPLATE_ID && own != null && slot.verdict() == Verdict.APPLIED) {
            list(own, timeNs);
            own.onTrade(slot.buffer().getLong(slot.event() + TRADE_QUANTITY, ByteOrder.LITTLE_ENDIAN));
        }
        applyLevels(slot, template == BookSnapshotDecoder.TEMPLATE_ID, timeNs);
        readStates(slot, timeNs);
        for (int i = 0; i < listedCount; i++) {
            listed[i].conclude(timeNs);
            list(listed[i].view(), timeNs);
        }
        readViews(slot, timeNs);
        for (int i = 0; i < listedViewCount; i++) {
            listedViews[i].conclude(timeNs);
            listedViews[i].listed = false;
        }
        for (int i = 0; i < listedCount; i++) {
            listed[i].endRecord();
        }
        listedCount = 0;
        listedViewCount = 0;
    }

    private static int id(Slot slot, int offset) {
        return slot.buffer().getInt(offset, ByteOrder.LITTLE_ENDIAN);
    }

    // What is due

    private void tell(Slot slot, InstrumentBuckets buckets, long timeNs) {
        tell(slot, buckets, buckets, timeNs);
        if (buckets.view() != null) {
            tell(slot, buckets.view(), null, timeNs);
        }
    }

    /** @param withDepth whose block is due each second; null: none */
    private void tell(Slot slot, BucketSubject subject, InstrumentBuckets withDepth, long timeNs) {
        final MovingMeans means = subject.window().means();
        final long now = timeNs / SLOT_NS;
        if (!means.hasBegun() || now <= means.boundary()) {
            return;
        }
        final long second = now - now % SLOTS_A_SECOND;
        if (second > means.boundary()) {
            means.closeTo(second);
            tell(slot, subject, DepthColumns.SECOND_NS);
            if (withDepth != null) {
                depth.write(slot, withDepth);
            }
        }
        means.closeTo(now);
        tell(slot, subject, SLOT_NS);
    }

    private void tell(Slot slot, BucketSubject subject, long cadenceNs) {
        if (subject.isShown()) {
            snapshots.write(slot, subject, cadenceNs);
        }
    }

    // What the record changes

    private void list(InstrumentBuckets buckets, long timeNs) {
        if (!buckets.listed) {
            buckets.listed = true;
            advance(buckets.window().means(), timeNs);
            buckets.flow().advance(timeNs);
            if (listedCount == listed.length) {
                listed = Arrays.copyOf(listed, listedCount * 2);
            }
            listed[listedCount++] = buckets;
        }
    }

    private void list(ViewBuckets view, long timeNs) {
        if (view != null && !view.listed) {
            view.listed = true;
            advance(view.window().means(), timeNs);
            if (listedViewCount == listedViews.length) {
                listedViews = Arrays.copyOf(listedViews, listedViewCount * 2);
            }
            listedViews[listedViewCount++] = view;
        }
    }

    private static void advance(MovingMeans means, long timeNs) {
        if (means.hasBegun()) {
            means.closeTo(timeNs / SLOT_NS);
        } else {
            means.begin(timeNs);
        }
    }

    private void define(Slot slot, long timeNs) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final InstrumentBuckets known = instruments.get(id);
        if (known != null && known.isOf(definition)) {
            return;
        }
        if (known != null && known.view() != null) {
            known.view().drop(known);
            list(known.view(), timeNs);
        }
        final int end = slot.event() + RecordLayout.messageLength(slot.buffer(), slot.event());
        final InstrumentBuckets made = new InstrumentBuckets(definition, end, config, widths);
        instruments.put(id, made);
        list(made, timeNs);
    }

    private void applyLevels(Slot slot, boolean snapshot, long timeNs) {
        changes.wrap(slot);
        while (changes.next()) {
            final InstrumentBuckets buckets = instruments.get(changes.instrumentId());
            if (buckets != null) {
                list(buckets, timeNs);
                buckets.apply(changes, snapshot);
            }
        }
    }

    /** Of several words on a book in one record the last counts; a change comes behind the statuses. */
    private void readStates(Slot slot, long timeNs) {
        final DirectBuffer buffer = slot.buffer();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                final InstrumentBuckets buckets = instruments.get(id(slot, effect + STATUS_ID));
                if (buckets != null && buffer.getByte(effect + STATUS_STATE) != BookState.LIVE.value()) {
                    list(buckets, timeNs);
                    buckets.notLive();
                }
            }
        }
        firstView = Slot.NONE;
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            final int template = slot.templateId(effect);
            if (template == ConsolidatedChangeDecoder.TEMPLATE_ID) {
                firstView = effect;
                return;
            }
            if (template == BookChangeDecoder.TEMPLATE_ID) {
                final InstrumentBuckets buckets = instruments.get(id(slot, effect + CHANGE_ID));
                if (buckets != null) {
                    list(buckets, timeNs);
                    readChange(slot, effect, buckets);
                }
            } else if (template == LevelsDroppedDecoder.TEMPLATE_ID) {
                final InstrumentBuckets buckets = instruments.get(id(slot, effect + DROPPED_ID));
                if (buckets != null) {
                    list(buckets, timeNs);
                    readDropped(slot, effect, buckets);
                }
            }
        }
    }

    private void readChange(Slot slot, int change, InstrumentBuckets buckets) {
        if (slot.buffer().getByte(change + CHANGE_STATE) == BookState.LIVE.value()) {
            levels.wrap(slot.buffer(), change);
            buckets.live(levels.bidCount() == 0 ? 0 : levels.bidPrice(0),
                levels.askCount() == 0 ? 0 : levels.askPrice(0));
        } else {
            buckets.notLive();
        }
    }

    private void readDropped(Slot slot, int dropped, InstrumentBuckets buckets) {
        if (slot.buffer().getByte(dropped + DROPPED_UNTOLD) == 0) {
            buckets.drop(levels.wrap(slot.buffer(), dropped));
        } else {
            buckets.lostTrack();
        }
    }

    private void readViews(Slot slot, long timeNs) {
        for (int effect = firstView; effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == ConsolidatedChangeDecoder.TEMPLATE_ID) {
                consolidated.wrapAndApplyHeader(slot.buffer(), effect, header);
                final int id = consolidated.viewId();
                ViewBuckets view = views.get(id);
                if (view == null) {
                    view = new ViewBuckets(id, config);
                    views.put(id, view);
                }
                list(view, timeNs);
                view.onChange(consolidated, instruments);
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = widths.hash(1);
        for (int id = 1; id < instruments.end(); id++) {
            if (instruments.get(id) != null) {
                hash = instruments.get(id).hash(Hashing.fold(hash, id));
            }
        }
        for (int id = 1; id < views.end(); id++) {
            if (views.get(id) != null) {
                hash = views.get(id).hash(hash);
            }
        }
        return hash;
    }
}
