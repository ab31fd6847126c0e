package io.escapement.perf.path;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.binance.DepthSnapshotDecoder;
import io.escapement.perf.recording.Loop;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** What a session does before the first frame: defines the instruments and brings their snapshots. */
public final class Opening {
    private static final int CONNECTION = 1;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final Inlet inlet;

    public Opening(Inlet inlet) {
        this.inlet = inlet;
    }

    /** Publishes all of it; from then on the loop's books are live. */
    public void publish(Loop loop, long timeNs) {
        for (int i = 0; i < loop.instruments().size(); i++) {
            final Instrument instrument = loop.instruments().get(i);
            define(instrument, timeNs);
            resync(instrument, timeNs);
            final DepthSnapshotDecoder decoder = new DepthSnapshotDecoder(inlet, instrument.venue(), CONNECTION,
                Provenance.CAPTURE, TimeUnit.MILLISECONDS);
            final byte[] body = loop.snapshot(i);
            if (!decoder.onBody(new UnsafeBuffer(body), 0, body.length, instrument, timeNs)) {
                throw new IllegalStateException("the snapshot of " + instrument.symbol() + " cannot be decoded");
            }
        }
    }

    private void define(Instrument instrument, long timeNs) {
        final Slot slot = inlet.claim();
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .receiveTimeNs(timeNs)
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
        definition.putSymbol(symbol, 0, symbol.length).putBaseAsset(symbol, 0, symbol.length)
            .putQuoteAsset(symbol, 0, symbol.length).putCanonical(symbol, 0, symbol.length);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + definition.encodedLength(), Provenance.CAPTURE);
        inlet.publish(slot);
    }

    private void resync(Instrument instrument, long timeNs) {
        final Slot slot = inlet.claim();
        status.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .receiveTimeNs(timeNs)
            .instrumentId(instrument.id())
            .connectionId(CONNECTION)
            .venue(instrument.venue())
            .condition(FeedCondition.RESYNC_STARTED)
            .putDetail(new byte[0], 0, 0);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + status.encodedLength(), Provenance.CAPTURE);
        inlet.publish(slot);
    }
}
