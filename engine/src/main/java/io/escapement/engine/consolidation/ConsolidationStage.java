package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.feed.FeedEffects;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.Verdict;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Joins the books of all venues. Made of what the book stage tells, the best levels of each book: what lies deeper is
 * not in the view. Tells each view that a record changed, once, behind all that the record did to its books
 * ({@code ConsolidatedChange}), and what can be earned between venues ({@code Arbitrage}).
 *
 * <p>A book is in its view from a {@code BookChange} that calls it LIVE until the first record that says anything else,
 * be it a {@code BookChange} or a {@code BookStatus} alone; of several statuses in one record the last counts.
 *
 * <p>Numbers that cannot be held at exponent -8 keep their whole book out, as long as it has any among its best
 * levels: without them its best price would be wrong. A {@code BookStatus} that leaves the state as it is says so once.
 */
public final class ConsolidationStage implements Stage {
    /** The most bytes of checked effects that a record about one instrument gets from this stage. */
    public static final int MAX_CHANGE_LENGTH = ConsolidatedWriter.MAX_LENGTH;

    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int STATUS_INSTRUMENT = BODY + BookStatusDecoder.instrumentIdEncodingOffset();
    private static final int STATUS_STATE = BODY + BookStatusDecoder.stateEncodingOffset();
    private static final int CHANGE_INSTRUMENT = BODY + BookChangeDecoder.instrumentIdEncodingOffset();
    private static final int CHANGE_STATE = BODY + BookChangeDecoder.stateEncodingOffset();
    private static final int DEFINED_INSTRUMENT = BODY + InstrumentDefinitionDecoder.instrumentIdEncodingOffset();

    private final ConsolidationConfig config;
    private final ViewTable table;
    private final ArbitrageWatch arbitrage;
    private final ConsolidatedWriter writer;
    private final FeedEffects effects = new FeedEffects();
    private final LevelGroups groups = new LevelGroups();
    private final Levels bids;
    private final Levels asks;
    private final View[] views = new View[ConsolidationConfig.MAX_VIEWS];
    private Member[] listed = new Member[ConsolidationConfig.MAX_BOOKS];
    private int viewCount;
    private int listedCount;
    /** The first mantissa of the present book that cannot be held at -8. */
    private long misfit;

    /** @throws IllegalArgumentException saying everything that is wrong with the settings */
    public ConsolidationStage(ConsolidationConfig config) {
        if (!config.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", config.problems()));
        }
        this.config = config;
        table = new ViewTable(config);
        arbitrage = new ArbitrageWatch(config.arbitrage());
        writer = new ConsolidatedWriter(config.rows());
        bids = new Levels(config.depth());
        asks = new Levels(config.depth());
    }

    @Override
    public String name() {
        return "consolidation";
    }

    @Override
    public void onEvent(Slot slot) {
        viewCount = 0;
        listedCount = 0;
        final boolean defines = slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID
            && slot.verdict() == Verdict.APPLIED;
        if (defines) {
            define(slot);
        }
        readStatuses(slot, defines);
        readChanges(slot);
        if (listedCount > 0) {
            conclude(slot);
        }
    }

    private void define(Slot slot) {
        final Member moved = table.define(slot);
        if (moved != null) {
            moved.refused = false;
            if (moved.inside) {
                moved.leave();
                list(moved);
            }
        }
        if (table.instruments() > listed.length) {
            listed = Arrays.copyOf(listed, listed.length * 2);
        }
    }

    private void readStatuses(Slot slot, boolean defines) {
        final DirectBuffer buffer = slot.buffer();
        int unjoined = Slot.NONE;
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == BookStatusDecoder.TEMPLATE_ID) {
                final int id = buffer.getInt(effect + STATUS_INSTRUMENT, ByteOrder.LITTLE_ENDIAN);
                final Member member = table.member(id);
                if (member != null) {
                    member.doubted = buffer.getByte(effect + STATUS_STATE) != BookState.LIVE.value();
                    list(member);
                } else if (defines && id == buffer.getInt(slot.event() + DEFINED_INSTRUMENT,
                    ByteOrder.LITTLE_ENDIAN)) {
                    unjoined = effect;
                }
            }
        }
        if (unjoined != Slot.NONE) {
            // There are as many views, or books in this one, as there can be.
            remark(slot, buffer.getInt(unjoined + STATUS_INSTRUMENT, ByteOrder.LITTLE_ENDIAN),
                BookState.get(buffer.getByte(unjoined + STATUS_STATE)), Reason.FAULT, table.views());
        }
    }

    private void readChanges(Slot slot) {
        final DirectBuffer buffer = slot.buffer();
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) != BookChangeDecoder.TEMPLATE_ID) {
                continue;
            }
            final Member member = table.member(buffer.getInt(effect + CHANGE_INSTRUMENT, ByteOrder.LITTLE_ENDIAN));
            if (member == null) {
                continue;
            }
            list(member);
            if (buffer.getByte(effect + CHANGE_STATE) != BookState.LIVE.value()) {
                member.doubted = true;
            } else if (!member.doubted && member.view.size() >= config.leastInstruments()) {
                take(slot, member, groups.wrap(buffer, effect));
            }
        }
    }

    private void list(Member member) {
        if (!member.listed) {
            member.listed = true;
            listed[listedCount++] = member;
        }
    }

    private void take(Slot slot, Member member, LevelGroups levels) {
        misfit = FeedEffects.NO_NUMBER;
        final long size = convert(member, levels) ? Member.size(bids, asks) : Conversion.REFUSED;
        if (size == Conversion.REFUSED) {
            if (!member.refused) {
                member.refused = true;
                remark(slot, member.id, BookState.LIVE, Reason.MALFORMED, misfit);
            }
            member.doubted = true;
            return;
        }
        member.refused = false;
        if (!member.inside || !member.bids.isSame(bids) || !member.asks.isSame(asks)) {
            member.enter(bids, asks, size);
        }
    }

    /** @return false if a number cannot be held at -8 */
    private boolean convert(Member member, LevelGroups levels) {
        bids.clear();
        asks.clear();
        boolean fits = true;
        for (int i = 0; i < levels.bidCount() && i < config.depth() && fits; i++) {
            fits = add(member.conversion, bids, levels.bidPrice(i), levels.bidQuantity(i));
        }
        for (int i = 0; i < levels.askCount() && i < config.depth() && fits; i++) {
            fits = add(member.conversion, asks, levels.askPrice(i), levels.askQuantity(i));
        }
        return fits;
    }

    private boolean add(Conversion conversion, Levels side, long priceMantissa, long quantityMantissa) {
        final long price = conversion == null ? Conversion.REFUSED : conversion.price(priceMantissa);
        if (price == Conversion.REFUSED) {
            misfit = priceMantissa;
            return false;
        }
        final long quantity = conversion.quantity(quantityMantissa, price);
        if (quantity == Conversion.REFUSED) {
            misfit = quantityMantissa;
            return false;
        }
        if (quantity > 0) {
            side.add(price, quantity);
        }
        return true;
    }

    private void remark(Slot slot, int instrumentId, BookState state, Reason reason, long observed) {
        effects.status(slot, instrumentId, state, state, reason, FeedEffects.NO_NUMBER, observed);
    }

    private void conclude(Slot slot) {
        for (int i = 0; i < listedCount; i++) {
            final Member member = listed[i];
            if (member.doubted && member.inside) {
                member.leave();
            }
            if (member.changed && !member.view.listed) {
                member.view.listed = true;
                views[viewCount++] = member.view;
            }
        }
        if (viewCount > 0) {
            tell(slot);
        }
        for (int i = 0; i < listedCount; i++) {
            listed[i].listed = false;
            listed[i].changed = false;
            listed[i].doubted = false;
        }
    }

    private void tell(Slot slot) {
        final int rows = writer.rowsOf(viewCount);
        for (int i = 0; i < viewCount; i++) {
            views[i].listed = false;
            arbitrage.check(slot, views[i]);
            writer.write(slot, views[i], rows);
        }
    }

    @Override
    public long stateHash() {
        long hash = 1;
        for (int i = 0; i < table.views(); i++) {
            hash = table.view(i).hash(hash);
        }
        return hash;
    }
}
