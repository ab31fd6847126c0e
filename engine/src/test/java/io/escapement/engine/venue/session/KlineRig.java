package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.Venues;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.TestServer;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.QueryStringDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A session with Binance's klines over real sockets, in a time that the test moves. */
final class KlineRig implements AutoCloseable, SessionListener {
    static final long SECOND = 1_000_000_000L;
    static final long MINUTE = 60 * SECOND;

    final TestServer server = new TestServer();
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    final RecordingInlet inlet = new RecordingInlet();
    final FirstTrades firstTrades = new FirstTrades(9);
    final AtomicLong ourNs = new AtomicLong();
    /** How far the venue's clock is before ours. */
    volatile long leadNs;
    volatile Function<QueryStringDecoder, FullHttpResponse> klines;
    private final Transport transport = Transport.open(TransportKind.AUTO, Thread::new);
    private final ExecutorService aside = Executors.newSingleThreadExecutor();
    private final FakeProtocol protocol = new FakeProtocol("v");
    private final VenueSession session;
    private int taken;

    /** @param venue whose klines the scripted venue speaks; null: none */
    KlineRig(long startNs, String venue, int instruments, KlineWish... wishes) throws Exception {
        ourNs.set(startNs);
        protocol.klines = venue == null ? null : Venues.open(venue).klines();
        server.http = request -> {
            if (request.uri().equals("/instruments")) {
                return TestServer.response(200, "A1 A2 A3 A4");
            }
            asked.add(request.uri());
            final FullHttpResponse response = klines.apply(new QueryStringDecoder(request.uri()));
            response.headers().set("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.ofEpochSecond(venueNs() / SECOND).atZone(ZoneOffset.UTC)));
            return response;
        };
        session = new VenueSession(protocol, VenueConfig.of(protocol, FakeProtocol.listings(instruments))
            .at("ws://localhost:" + server.port(), server.restUrl()), transport, inlet, ourNs::get, ReadHook.NONE,
            this);
        session.klines().want(List.of(wishes), firstTrades, aside);
        session.start();
        while (!"instruments".equals(said.poll(30, TimeUnit.SECONDS))) {
            Thread.onSpinWait();
        }
        // What begins with the instruments is done when the loop is free again.
        transport.loop().submit(() -> { }).get();
    }

    long venueNs() {
        return ourNs.get() + leadNs;
    }

    /** Lets it do what is to be done at a time of ours. */
    void at(long ns) throws Exception {
        ourNs.set(ns);
        boolean busy = true;
        while (busy) {
            // A question may be answered before it is looked for.
            final int before = asked.size();
            busy = isAsking();
            busy |= transport.loop().submit(() -> session.klines().poll(inlet, ns)).get() > 0;
            busy |= isAsking() || asked.size() > before;
        }
    }

    private boolean isAsking() throws Exception {
        return transport.loop().submit(() -> session.klines().isAsking()).get();
    }

    /** The bars that were published since the last call, as events. */
    List<StageHarness.EventWriter> taken() throws Exception {
        return transport.loop().submit(() -> {
            final List<StageHarness.EventWriter> bars = new ArrayList<>();
            for (; taken < inlet.events().size(); taken++) {
                final UnsafeBuffer event = inlet.events().get(taken);
                if (new MessageHeaderDecoder().wrap(event, 0).templateId() == HistoryBarDecoder.TEMPLATE_ID) {
                    bars.add((buffer, offset, header) -> {
                        buffer.putBytes(offset, event, 0, event.capacity());
                        return event.capacity() - MessageHeaderDecoder.ENCODED_LENGTH;
                    });
                }
            }
            return bars;
        }).get();
    }

    /** The same as lines: instrument, minutes of its duration, open time in minutes since, volume. */
    List<String> lines(long sinceNs) throws Exception {
        final List<String> lines = new ArrayList<>();
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        for (final StageHarness.EventWriter event : taken()) {
            event.write(buffer, 0, null);
            final HistoryBarDecoder bar = new HistoryBarDecoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            lines.add(bar.instrumentId() + " " + bar.durationNs() / MINUTE + "m "
                + (bar.openTimeNs() - sinceNs) / MINUTE + " " + bar.volume());
        }
        return lines;
    }

    /** All that was said meanwhile. */
    List<String> said() {
        final List<String> lines = new ArrayList<>();
        said.drainTo(lines);
        return lines;
    }

    @Override
    public void onInstruments(List<Instrument> instruments) {
        said.add("instruments");
    }

    @Override
    public void onNote(String detail) {
        said.add(detail);
    }

    @Override
    public void onProblem(String detail) {
        said.add("problem " + detail.replace("localhost:" + server.port(), ""));
    }

    @Override
    public void onRecordingEnded() {
        said.add("ended");
    }

    @Override
    public void onFatal(String detail) {
        said.add("fatal " + detail);
    }

    @Override
    public void close() {
        session.stop();
        aside.shutdownNow();
        transport.close();
        server.close();
    }
}
