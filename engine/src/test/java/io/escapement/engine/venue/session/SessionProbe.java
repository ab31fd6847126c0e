package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookDeltaDecoder;
import io.escapement.codecs.sbe.BookSnapshotDecoder;
import io.escapement.codecs.sbe.FeedStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.TradeDecoder;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A session whose events, and what it tells its owner, come out as lines of text in their order. */
public class SessionProbe implements Inlet, SessionListener, AutoCloseable {
    public final Transport transport = Transport.open(TransportKind.AUTO, Thread::new);
    public final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    public final VenueSession session;
    protected final Slot slot = new Slot(ByteBuffer.allocateDirect(64 * 1024), 32 * 1024);
    protected final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private boolean claimed;

    /** Starts nothing. */
    public SessionProbe(VenueProtocol protocol, VenueConfig config) {
        this(protocol, config, SessionTap.NONE);
    }

    public SessionProbe(VenueProtocol protocol, VenueConfig config, SessionTap tap) {
        session = new VenueSession(protocol, config, transport, this, System::nanoTime, ReadHook.NONE, this, tap);
    }

    /** What is said next; fails after half a minute of silence. */
    public String next() throws InterruptedException {
        final String line = lines.poll(30, TimeUnit.SECONDS);
        return line == null ? "nothing within 30 s" : line;
    }

    public void expect(String... expected) throws InterruptedException {
        for (final String line : expected) {
            assertEquals(line, next());
        }
    }

    /** Skips to the line that begins so, and returns it. */
    public String skipTo(String beginning) throws InterruptedException {
        for (String line = next();; line = next()) {
            if (line.startsWith(beginning) || line.startsWith("nothing within")) {
                return line;
            }
        }
    }

    @Override
    public Slot claim() {
        check(!claimed, "two claims at once");
        check(transport.loop().inEventLoop(), "not the inlet's thread");
        claimed = true;
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        check(claimed && slot.isUsed(), "nothing was committed");
        claimed = false;
        lines.add(describe());
    }

    @Override
    public void abandon(Slot given) {
        claimed = false;
    }

    private void check(boolean condition, String what) {
        if (!condition) {
            lines.add("WRONG: " + what);
        }
    }

    /** The event in the slot, in a line. */
    protected String describe() {
        final String source = slot.provenance() == Provenance.LIVE.code() ? "" : " (" + Provenance.of(slot.provenance())
            + ")";
        switch (slot.eventTemplateId()) {
            case FeedStatusDecoder.TEMPLATE_ID -> {
                final FeedStatusDecoder status = new FeedStatusDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                final int instrument = status.instrumentId();
                final int connection = status.connectionId();
                return status.condition()
                    + (instrument == FeedStatusDecoder.instrumentIdNullValue() ? "" : " i" + instrument)
                    + (connection == FeedStatusDecoder.connectionIdNullValue() ? "" : " c" + connection)
                    + source + (status.detailLength() == 0 ? "" : " " + status.detail());
            }
            case InstrumentDefinitionDecoder.TEMPLATE_ID -> {
                final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder()
                    .wrapAndApplyHeader(slot.buffer(), slot.event(), header);
                return "define i" + definition.instrumentId() + source + " tick " + definition.tickSize() + "E"
                    + definition.priceExponent() + " " + definition.symbol() + " " + definition.baseAsset() + "/"
                    + definition.quoteAsset();
            }
            case TradeDecoder.TEMPLATE_ID -> {
                return "trade " + new TradeDecoder().wrapAndApplyHeader(slot.buffer(), slot.event(), header).tradeId();
            }
            case BookDeltaDecoder.TEMPLATE_ID -> {
                return "delta i" + new BookDeltaDecoder().wrapAndApplyHeader(slot.buffer(), slot.event(), header)
                    .instrumentId();
            }
            case BookSnapshotDecoder.TEMPLATE_ID -> {
                return "snapshot i" + new BookSnapshotDecoder().wrapAndApplyHeader(slot.buffer(), slot.event(), header)
                    .instrumentId();
            }
            default -> {
                return "template " + slot.eventTemplateId();
            }
        }
    }

    @Override
    public void onInstruments(List<Instrument> instruments) {
        lines.add("instruments " + instruments.size());
    }

    @Override
    public void onProblem(String detail) {
        lines.add("problem " + detail);
    }

    @Override
    public void onRecordingEnded() {
        lines.add("recording ended");
    }

    @Override
    public void onFatal(String detail) {
        lines.add("fatal " + detail);
    }

    @Override
    public void close() {
        session.stop();
        transport.close();
    }
}
