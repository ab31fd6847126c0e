package io.escapement.engine.venue.event;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import org.agrona.concurrent.EpochNanoClock;

import java.nio.charset.StandardCharsets;

/** What a session itself has to say to the core: definitions, and what became of connections and snapshots. */
public final class FeedEvents {
    /** Not about one instrument. */
    public static final int EVERY_INSTRUMENT = FeedStatusEncoder.instrumentIdNullValue();
    /** Not about one connection. */
    public static final int NO_CONNECTION = FeedStatusEncoder.connectionIdNullValue();

    private final EventOutlet outlet;
    private final Venue venue;
    private final EpochNanoClock clock;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();

    public FeedEvents(Inlet inlet, Provenance provenance, Venue venue, EpochNanoClock clock) {
        this.outlet = new EventOutlet(inlet, provenance);
        this.venue = venue;
        this.clock = clock;
    }

    public void status(FeedCondition condition, int instrumentId, int connectionId, String detail) {
        outlet.begin(0);
        new StatusWriter(outlet, venue, connectionId).begin().text(detail)
            .publish(condition, instrumentId, clock.nanoTime());
    }

    public void define(Instrument instrument, long receiveTimeNs) {
        outlet.begin(0);
        final Slot slot = outlet.slot();
        describe(instrument, receiveTimeNs,
            definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header));
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + definition.encodedLength());
    }

    /** Writes all that a definition says; the encoder has been wrapped. */
    public static void describe(Instrument instrument, long receiveTimeNs, InstrumentDefinitionEncoder definition) {
        definition.receiveTimeNs(receiveTimeNs)
            .tickSize(instrument.tickSize())
            .lotSize(instrument.lotSize())
            .minQuantity(instrument.minQuantity())
            .maxQuantity(instrument.maxQuantity())
            .minNotional(instrument.minNotional())
            .instrumentId(instrument.id())
            .venue(instrument.venue())
            .priceExponent((byte) instrument.priceExponent())
            .quantityExponent((byte) instrument.quantityExponent())
            .status(instrument.status())
            .kind(instrument.kind())
            .sync(instrument.book().sync())
            .checksum(instrument.book().checksum())
            .checksumEvery(instrument.book().checksumEvery())
            .bookDepth(instrument.book().depth())
            .crossed(instrument.book().crossed())
            .contractSize(instrument.contractSize());
        final byte[] symbol = instrument.symbol().getBytes(StandardCharsets.UTF_8);
        final byte[] base = instrument.baseAsset().getBytes(StandardCharsets.UTF_8);
        final byte[] quote = instrument.quoteAsset().getBytes(StandardCharsets.UTF_8);
        final byte[] canonical = instrument.canonical().getBytes(StandardCharsets.UTF_8);
        definition.putSymbol(symbol, 0, symbol.length)
            .putBaseAsset(base, 0, base.length)
            .putQuoteAsset(quote, 0, quote.length)
            .putCanonical(canonical, 0, canonical.length);
    }
}
