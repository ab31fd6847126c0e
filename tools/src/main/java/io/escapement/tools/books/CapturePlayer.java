package io.escapement.tools.books;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.bars.BarsConfig;
import io.escapement.engine.bars.BarsStage;
import io.escapement.engine.book.BookStage;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.feed.FeedStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.session.SnapshotBody;
import io.escapement.engine.venue.session.SnapshotService;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a capture through the engine's own decoder, feed, book and bars stages, and through further stages behind them;
 * event time is the time of receipt. Whole books that came by REST are taken while a book waits for one.
 */
public final class CapturePlayer implements Inlet {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final BarsConfig BARS =
        new BarsConfig(List.of(SECOND_NS), SECOND_NS / 4, 10, 60 * SECOND_NS);

    private final CaptureSurvey survey;
    private final Slot slot = SlotSizes.USUAL.newSlot();
    private final Core core;
    private final FeedEvents feed;
    private final SnapshotBody bodies;
    private final Map<Integer, FrameDecoder> decoders = new HashMap<>();
    private long nowNs;

    private CapturePlayer(CaptureSurvey survey, List<Stage> further) {
        this.survey = survey;
        final FeedLimits limits = CaptureLane.limits(survey.instruments.size());
        final List<Stage> stages =
            new ArrayList<>(List.of(new FeedStage(limits), new BookStage(limits), new BarsStage(BARS)));
        stages.addAll(further);
        core = new Core(stages);
        nowNs = survey.firstNs;
        feed = new FeedEvents(this, Provenance.CAPTURE, survey.protocol.venue(), () -> nowNs);
        bodies = survey.protocol.snapshots() == SnapshotService.REST
            ? survey.protocol.snapshotBody(this, Provenance.CAPTURE) : null;
        for (final Instrument instrument : survey.instruments) {
            feed.define(instrument, nowNs);
        }
    }

    /**
     * Plays all of it; returns the instruments.
     *
     * @throws CommandException where nobody knows the venue, no book is in the capture, or a stage fails
     */
    public static List<Instrument> play(Path capture, List<Stage> further, Interruption interruption,
                                        ProgressLine progress) throws IOException {
        final CaptureSurvey survey = CaptureSurvey.of(capture, null, Map.of(), interruption);
        final CapturePlayer player = new CapturePlayer(survey, further);
        long frames = 0;
        try (CaptureReader reader = CaptureReader.open(capture)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                interruption.check();
                player.take(line);
                progress.update(++frames);
            }
        } finally {
            progress.clear();
        }
        return survey.instruments;
    }

    private void take(CaptureLine line) {
        nowNs = Math.max(nowNs, line.timeNs());
        switch (line.kind()) {
            case IN -> {
                final byte[] bytes = line.bytes() != null ? line.bytes()
                    : line.text().getBytes(StandardCharsets.UTF_8);
                decoders.computeIfAbsent(line.connection(), this::decoder)
                    .onFrame(new UnsafeBuffer(bytes), 0, bytes.length, nowNs, 0);
            }
            case HTTP -> onReply(line);
            default -> { }
        }
    }

    private FrameDecoder decoder(int connection) {
        feed.status(FeedCondition.CONNECTED, FeedEvents.EVERY_INSTRUMENT, connection, "");
        survey.instruments.forEach(one -> feed.status(FeedCondition.SUBSCRIBED, one.id(), connection, ""));
        return survey.protocol.open(new StreamSite(this, new InstrumentLookup(survey.instruments),
            new CaptureLane.Deaf(), connection, Provenance.CAPTURE, "")).decoder();
    }

    private void onReply(CaptureLine line) {
        if (bodies == null || line.text() == null || !line.text().contains("\"bids\"")) {
            return;
        }
        for (final Instrument instrument : survey.instruments) {
            if (line.url().endsWith(instrument.symbol()) || line.url().contains(instrument.symbol() + "&")) {
                final byte[] body = line.text().getBytes(StandardCharsets.UTF_8);
                feed.status(FeedCondition.RESYNC_STARTED, instrument.id(), FeedEvents.NO_CONNECTION, "");
                bodies.onBody(new UnsafeBuffer(body), 0, body.length, instrument, nowNs);
            }
        }
    }

    @Override
    public Slot claim() {
        slot.clear();
        return slot;
    }

    @Override
    public void publish(Slot published) {
        core.onEvent(published, nowNs);
        if (published.isFaulted()) {
            throw new CommandException("event " + published.sequence() + " cannot be applied: "
                + published.failure().getMessage());
        }
    }

    @Override
    public void abandon(Slot given) {
        // There is nothing to give back.
    }
}
