package io.escapement.perf.view;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookChangeEncoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.consolidation.ConsolidationConfig;
import io.escapement.engine.consolidation.ConsolidationStage;
import io.escapement.engine.consolidation.VenueTerms;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import org.agrona.concurrent.UnsafeBuffer;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;

/**
 * The engine's stage. The book stage's effect is copied into the slot for each change, which counts; arbitrage between
 * all the venues is looked for too, which the reference does not do.
 */
final class EngineView {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int FEE = 1_000;
    private static final long ONE = 100_000_000L;

    private final Slot slot = new Slot(ByteBuffer.allocateDirect(PipelineConfig.RECORD_CAPACITY
        + PipelineConfig.CHECKED_CAPACITY).order(ByteOrder.LITTLE_ENDIAN), PipelineConfig.RECORD_CAPACITY);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final ConsolidatedChangeDecoder decoder = new ConsolidatedChangeDecoder();
    private final ConsolidationStage stage;
    private final UnsafeBuffer[] changes;
    private int next;
    private long arbitrages;

    EngineView(ViewChanges script) {
        final Map<Venue, Integer> fees = new EnumMap<>(Venue.class);
        for (final Venue venue : ViewChanges.VENUES) {
            fees.put(venue, FEE);
        }
        stage = new ConsolidationStage(ConsolidationConfig.usual()
            .withVenues(new VenueTerms(VenueTerms.usual().weights(), fees)));
        for (int i = 0; i < ViewChanges.VENUES.length; i++) {
            define(i + 1, ViewChanges.VENUES[i]);
        }
        changes = new UnsafeBuffer[script.changes.length];
        for (int i = 0; i < changes.length; i++) {
            changes[i] = encode(script.changes[i]);
        }
    }

    private void define(int id, Venue venue) {
        final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
        slot.clear();
        encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(0).tickSize(1).lotSize(1)
            .minQuantity(1).maxQuantity(1).minNotional(1).instrumentId(id).venue(venue)
            .priceExponent((byte) ViewChanges.PRICE_EXPONENT).quantityExponent((byte) ViewChanges.QUANTITY_EXPONENT)
            .status(InstrumentStatus.TRADING).kind(InstrumentKind.SPOT).contractSize(ONE)
            .symbol("BTCUSD").baseAsset("BTC").quoteAsset("USD").canonical("BTC/USD");
        slot.commitEvent(HEADER + encoder.encodedLength(), Provenance.SIMULATED);
        slot.verdict(Verdict.APPLIED);
        stage.onEvent(slot);
    }

    private UnsafeBuffer encode(ViewChanges.Change change) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        final BookChangeEncoder encoder = new BookChangeEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, header).venueTimeNs(0).updateId(0).instrumentId(change.book() + 1)
            .state(BookState.LIVE);
        final BookChangeEncoder.BidsEncoder bids = encoder.bidsCount(ViewChanges.LEVELS);
        for (int i = 0; i < ViewChanges.LEVELS; i++) {
            bids.next().price(change.bidPrices()[i]).quantity(change.bidSizes()[i]);
        }
        final BookChangeEncoder.AsksEncoder asks = encoder.asksCount(ViewChanges.LEVELS);
        for (int i = 0; i < ViewChanges.LEVELS; i++) {
            asks.next().price(change.askPrices()[i]).quantity(change.askSizes()[i]);
        }
        return new UnsafeBuffer(buffer, 0, HEADER + encoder.encodedLength());
    }

    private void step() {
        final UnsafeBuffer change = changes[next];
        next = next + 1 == changes.length ? 0 : next + 1;
        slot.clear();
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(0).cadenceNs(1).instrumentId(1);
        slot.commitEvent(HEADER + TimerEncoder.BLOCK_LENGTH, Provenance.SIMULATED);
        slot.buffer().putBytes(slot.claimChecked(change.capacity()), change, 0, change.capacity());
        slot.commitChecked(change.capacity());
        stage.onEvent(slot);
    }

    /** All changes once. @return something that depends on each view */
    long pass() {
        long checksum = 0;
        for (int i = 0; i < changes.length; i++) {
            step();
            checksum += slot.checkedLength();
            arbitrages += slot.firstEffect() == Slot.NONE ? 0 : 1;
        }
        return checksum;
    }

    /** How many records told of arbitrage so far. */
    long arbitrages() {
        return arbitrages;
    }

    /** Takes one change and decodes what the stage told of it. @return null if it told nothing */
    TreeMapView.Told one() {
        step();
        final int effect = slot.nextChecked(slot.firstChecked());
        if (effect == Slot.NONE) {
            return null;
        }
        decoder.wrapAndApplyHeader(slot.buffer(), effect, headerDecoder);
        int dominance = 0;
        for (final ConsolidatedChangeDecoder.SharesDecoder share : decoder.shares()) {
            dominance = dominance * 31 + share.dominance();
        }
        final StringBuilder rows = new StringBuilder();
        for (final ConsolidatedChangeDecoder.BidsDecoder row : decoder.bids()) {
            append(rows, row.price(), row.quantity(), row.instrumentId());
        }
        rows.append('|');
        for (final ConsolidatedChangeDecoder.AsksDecoder row : decoder.asks()) {
            append(rows, row.price(), row.quantity(), row.instrumentId());
        }
        return new TreeMapView.Told(decoder.mid(), dominance, rows.toString());
    }

    private static void append(StringBuilder rows, long price, long quantity, int id) {
        rows.append(TreeMapView.row(BigDecimal.valueOf(price, 8), BigDecimal.valueOf(quantity, 8), id));
    }
}
