package io.escapement.engine.feed;

import io.escapement.codecs.decimal.DecimalFormatter;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OperatorCommandDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;

import java.nio.ByteOrder;

/**
 * Decides which depth data may reach the books. Judges each {@code BookDelta} and {@code BookSnapshot} by the rule that
 * the instrument's definition names, see {@link SyncRule}, and says so in the record's verdict; holds deltas while a
 * snapshot is fetched and releases them behind it as {@code ReleasedDelta} effects, or ignores them where the snapshot
 * comes in the stream; tells every change of a book's state as a {@code BookStatus} in the very record that
 * caused it, and every need of a snapshot as a {@code SnapshotRequest}.
 *
 * <p>What it expects of its surroundings: {@code FeedStatus} says CONNECTED and DISCONNECTED of each connection;
 * whoever fetches a snapshot says RESYNC_STARTED of the instrument before the fetch begins, and SNAPSHOT_FAILED if
 * nothing comes of it; a {@code Timer} for each instrument every second or so. A connection's status without an
 * instrument concerns those that an earlier status named together with it, and those of its venue that none named.
 *
 * <p>Events that name an instrument which no {@code InstrumentDefinition} has defined are REFUSED. Of trades and best
 * bids and offers nothing else is judged. Checked effects of a slot need the room that
 * {@link #leastCheckedCapacity} tells.
 */
public final class FeedStage implements Stage {
    /** Bytes of checked effects that are always left for what stages say of one book and of its view. */
    public static final int RESERVED_ROOM = 4096;

    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int DELTA_INSTRUMENT = BODY + BookDeltaDecoder.instrumentIdEncodingOffset();
    private static final int SNAPSHOT_INSTRUMENT = BODY + BookSnapshotDecoder.instrumentIdEncodingOffset();
    private static final int TRADE_INSTRUMENT = BODY + TradeDecoder.instrumentIdEncodingOffset();
    private static final int BEST_INSTRUMENT = BODY + BestBidOfferDecoder.instrumentIdEncodingOffset();
    private static final int TIMER_INSTRUMENT = BODY + TimerDecoder.instrumentIdEncodingOffset();

    private final FeedLimits limits;
    private final FeedEffects effects = new FeedEffects();
    /** By the venue's value: what one venue is asked for says nothing of what another one bears. */
    private final RequestBudget[] budgets = new RequestBudget[256];
    private final DeltaFlow deltas;
    private final SnapshotFlow snapshots;
    private final InstrumentFeed[] feeds;
    private final Definition[] definitions;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final OperatorCommandDecoder command = new OperatorCommandDecoder();
    private int greatestId;

    /** What a change of would make an instrument's held deltas and its book mean something else. */
    private record Definition(Venue venue, long tickSize, byte priceExponent, byte quantityExponent, SyncKind sync,
                              ChecksumKind checksum, int depth) {
    }

    public FeedStage(FeedLimits limits) {
        this(limits, 0);
    }

    /**
     * @param furtherRoom bytes of checked effects that are left to stages behind the consolidated view, however many
     *                    held deltas there are to release; a slot needs so much more than
     *                    {@link #leastCheckedCapacity}
     */
    public FeedStage(FeedLimits limits, int furtherRoom) {
        this.limits = limits;
        deltas = new DeltaFlow(limits.maxInstruments());
        snapshots = new SnapshotFlow(limits.maxInstruments(), effects, furtherRoom);
        feeds = new InstrumentFeed[limits.maxInstruments() + 1];
        definitions = new Definition[limits.maxInstruments() + 1];
    }

    /** What a slot's checked effects must have room for, in bytes, where an event may be this long. */
    public static int leastCheckedCapacity(int eventCapacity) {
        return eventCapacity + RESERVED_ROOM;
    }

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public void onEvent(Slot slot) {
        switch (slot.eventTemplateId()) {
            case BookDeltaDecoder.TEMPLATE_ID -> onDelta(slot);
            case BookSnapshotDecoder.TEMPLATE_ID -> onSnapshot(slot);
            case TradeDecoder.TEMPLATE_ID -> onOther(slot, TRADE_INSTRUMENT);
            case BestBidOfferDecoder.TEMPLATE_ID -> onOther(slot, BEST_INSTRUMENT);
            case TimerDecoder.TEMPLATE_ID -> onTimer(slot);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(slot);
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> onDefinition(slot);
            case OperatorCommandDecoder.TEMPLATE_ID -> onCommand(slot);
            default -> {
                // Not about feeds.
            }
        }
    }

    private void onDelta(Slot slot) {
        final InstrumentFeed feed = feedOf(slot, DELTA_INSTRUMENT);
        if (feed != null) {
            deltas.onDelta(feed, slot);
            finish(feed, slot);
        }
    }

    private void onSnapshot(Slot slot) {
        final InstrumentFeed feed = feedOf(slot, SNAPSHOT_INSTRUMENT);
        if (feed != null) {
            snapshots.onSnapshot(feed, slot);
            finish(feed, slot);
        }
    }

    private void onOther(Slot slot, int instrumentOffset) {
        final InstrumentFeed feed = feedOf(slot, instrumentOffset);
        if (feed != null) {
            finish(feed, slot);
        }
    }

    private void onTimer(Slot slot) {
        final int id = slot.buffer().getInt(slot.event() + TIMER_INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
        if (id == TimerDecoder.instrumentIdNullValue()) {
            return;
        }
        final InstrumentFeed feed = feedOf(slot, TIMER_INSTRUMENT);
        if (feed != null) {
            feed.onTimer(slot);
            finish(feed, slot);
        }
    }

    private void finish(InstrumentFeed feed, Slot slot) {
        snapshots.drain(feed, slot);
        feed.request(slot);
    }

    private InstrumentFeed feedOf(Slot slot, int instrumentOffset) {
        return known(slot, slot.buffer().getInt(slot.event() + instrumentOffset, ByteOrder.LITTLE_ENDIAN));
    }

    private InstrumentFeed known(Slot slot, int id) {
        final InstrumentFeed feed = id > 0 && id <= greatestId ? feeds[id] : null;
        if (feed == null) {
            slot.verdict(Verdict.REFUSED);
        }
        return feed;
    }

    private void onDefinition(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final SyncRule rule = SyncRule.of(definition.sync(), definition.venue());
        if (id <= 0 || id > limits.maxInstruments() || rule == null || !isUsable()) {
            slot.verdict(Verdict.REFUSED);
            return;
        }
        final Definition defined = new Definition(definition.venue(), definition.tickSize(),
            definition.priceExponent(), definition.quantityExponent(), definition.sync(), definition.checksum(),
            definition.bookDepth());
        InstrumentFeed feed = feeds[id];
        if (feed == null) {
            feed = new InstrumentFeed(id, limits, rule, effects, budgetOf(definition.venue()));
            feeds[id] = feed;
            greatestId = Math.max(greatestId, id);
            feed.restart(slot, Reason.STARTED);
        } else if (!defined.equals(definitions[id])) {
            feed.redefine(rule, budgetOf(definition.venue()));
            if (feed.phase != InstrumentFeed.PAUSED) {
                feed.restart(slot, Reason.REDEFINED);
                if (!rule.holdsDeltas()) {
                    feed.need.want(Reason.REDEFINED);
                }
            }
        }
        definitions[id] = defined;
        slot.verdict(Verdict.APPLIED);
        feed.onTradingStatus(slot, definition.status());
        finish(feed, slot);
    }

    private boolean isUsable() {
        return definition.venue() != Venue.NULL_VAL && definition.tickSize() > 0
            && Math.abs(definition.priceExponent()) <= DecimalFormatter.MAX_EXPONENT
            && Math.abs(definition.quantityExponent()) <= DecimalFormatter.MAX_EXPONENT;
    }

    private RequestBudget budgetOf(Venue venue) {
        final int value = venue.value();
        if (budgets[value] == null) {
            budgets[value] = new RequestBudget(limits.requestsPerMinute());
        }
        return budgets[value];
    }

    private void onStatus(Slot slot) {
        status.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = status.instrumentId();
        if (id != FeedStatusDecoder.instrumentIdNullValue()) {
            final InstrumentFeed feed = known(slot, id);
            if (feed != null) {
                final boolean moved = !feed.isOf(status.connectionId());
                if (status.connectionId() != FeedStatusDecoder.connectionIdNullValue()) {
                    feed.bind(status.connectionId());
                }
                apply(feed, slot, moved);
                finish(feed, slot);
            }
            return;
        }
        for (int i = 1; i <= greatestId; i++) {
            if (feeds[i] != null && definitions[i].venue == status.venue() && feeds[i].isOf(status.connectionId())) {
                // Requests wait for the instrument's own next event, so that one record cannot overflow with them.
                apply(feeds[i], slot, false);
            }
        }
    }

    private void apply(InstrumentFeed feed, Slot slot, boolean moved) {
        switch (status.condition()) {
            case CONNECTED -> feed.onConnected(slot);
            case SUBSCRIBED -> feed.onSubscribed(slot, moved);
            case SUBSCRIPTION_REFUSED -> feed.onStreamEnd(slot, Reason.SUBSCRIPTION_REFUSED);
            case DISCONNECTED -> feed.onStreamEnd(slot, Reason.DISCONNECTED);
            case RECORDING_ENDED -> feed.onStreamEnd(slot, Reason.RECORDING_ENDED);
            case MALFORMED_FRAME -> feed.onDoubt(slot, Reason.MALFORMED);
            case LAGGING -> feed.onDoubt(slot, Reason.LAGGING);
            case CONNECTION_GAP -> feed.onDoubt(slot, Reason.CONNECTION_GAP);
            case MAINTENANCE -> feed.onStreamEnd(slot, Reason.MAINTENANCE);
            case VENUE_GIVEN_UP -> feed.onStreamEnd(slot, Reason.VENUE_GIVEN_UP);
            case SNAPSHOT_FAILED -> feed.onSnapshotFailed(slot);
            case RESYNC_STARTED -> feed.onResyncStarted(slot);
            default -> {
                // UNKNOWN_MESSAGE, UNKNOWN_SYMBOL, SHUTDOWN_NOTICE: nothing is lost yet.
            }
        }
    }

    private void onCommand(Slot slot) {
        command.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        if (command.command() != Command.RESYNC) {
            return;
        }
        final int id = command.instrumentId();
        if (id != OperatorCommandDecoder.instrumentIdNullValue()) {
            final InstrumentFeed feed = known(slot, id);
            if (feed != null) {
                feed.onOperatorResync(slot);
                finish(feed, slot);
            }
            return;
        }
        for (int i = 1; i <= greatestId; i++) {
            if (feeds[i] != null) {
                feeds[i].onOperatorResync(slot);
            }
        }
    }

    @Override
    public long stateHash() {
        long hash = 0;
        for (final RequestBudget budget : budgets) {
            hash = budget == null ? hash : hash * 31 + budget.hash();
        }
        for (int i = 1; i <= greatestId; i++) {
            final InstrumentFeed feed = feeds[i];
            if (feed != null) {
                hash = (hash * 31 + i) * 31 + feed.hash();
                hash = (hash * 31 + deltas.hash(feed)) * 31 + snapshots.hash(feed);
            }
        }
        return hash;
    }
}
