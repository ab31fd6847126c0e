package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordLayout;

import java.util.ArrayList;
import java.util.List;

/**
 * Which instrument belongs to which view, from the definitions. The canonical name joins: {@code BTC/USD} may hold what
 * is quoted in dollars and what is quoted in a stablecoin, and who names them alike says that one is worth the other:
 * nothing is converted. An instrument stays in the view that its first definition put it in.
 */
final class ViewTable {
    private static final long GRID_BASE = 256;
    private static final int TEXT_HEADER = 2;

    private final ConsolidationConfig config;
    private final InstrumentTable<Member> members = new InstrumentTable<>();
    private final List<View> views = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private int instruments;

    ViewTable(ConsolidationConfig config) {
        this.config = config;
    }

    /** What belongs to an instrument; null where it has no view. */
    Member member(int instrumentId) {
        return members.get(instrumentId);
    }

    /** How many instruments have a view; a room for each is enough for any record. */
    int instruments() {
        return instruments;
    }

    /** How many views there are, told or not. */
    int views() {
        return views.size();
    }

    /** One of the views, in the order in which they began. */
    View view(int index) {
        return views.get(index);
    }

    /**
     * Takes in the definition that is the slot's event. Allocates: definitions are rare.
     *
     * @return the instrument's member if its numbers mean something else from now on, so that its levels must go;
     *         else null
     */
    Member define(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final Venue venue = definition.venue();
        final int priceExponent = definition.priceExponent();
        final int quantityExponent = definition.quantityExponent();
        final InstrumentKind kind = kind();
        final long size = contractSize(kind);
        final long grid = (priceExponent * GRID_BASE + quantityExponent) * GRID_BASE + kind.value();
        final Member known = members.get(id);
        if (known == null) {
            final Member member = join(id, venue, kind, name(slot));
            if (member != null) {
                set(member, grid, size, Conversion.of(kind, priceExponent, quantityExponent, size));
            }
            return null;
        }
        if (known.grid == grid && known.contractSize == size) {
            return null;
        }
        set(known, grid, size, Conversion.of(kind, priceExponent, quantityExponent, size));
        return known;
    }

    private static void set(Member member, long grid, long size, Conversion conversion) {
        member.grid = grid;
        member.contractSize = size;
        member.conversion = conversion;
    }

    private Member join(int id, Venue venue, InstrumentKind kind, String name) {
        final View view = view(id, name, !config.joinKinds() && kind != InstrumentKind.SPOT);
        if (view == null || view.size() == ConsolidationConfig.MAX_BOOKS || id < 1 || id > InstrumentTable.MAX_ID) {
            return null;
        }
        final Member member = new Member(id, venue, view, view.size(), config);
        view.add(member);
        members.put(id, member);
        instruments++;
        return member;
    }

    private View view(int id, String name, boolean derivatives) {
        for (final View view : views) {
            if (view.derivatives == derivatives && view.name.equals(name)) {
                return view;
            }
        }
        if (views.size() == ConsolidationConfig.MAX_VIEWS) {
            return null;
        }
        final View made = new View(id, name, derivatives, config.depth());
        views.add(made);
        return made;
    }

    // Definitions of the first schema have no kind, size or name: all they could define was spot.

    private InstrumentKind kind() {
        final short kind = definition.kindRaw();
        return kind == InstrumentKind.LINEAR.value() || kind == InstrumentKind.INVERSE.value()
            ? InstrumentKind.get(kind) : InstrumentKind.SPOT;
    }

    private long contractSize(InstrumentKind kind) {
        final long size = definition.contractSize();
        return kind == InstrumentKind.SPOT && size <= 0 ? Conversion.ONE : size;
    }

    private String name(Slot slot) {
        definition.skipSymbol();
        final String base = definition.baseAsset();
        final String quote = definition.quoteAsset();
        final int end = slot.event() + RecordLayout.messageLength(slot.buffer(), slot.event());
        final String canonical = definition.limit() + TEXT_HEADER <= end ? definition.canonical() : "";
        return canonical.isEmpty() ? base + "/" + quote : canonical;
    }
}
