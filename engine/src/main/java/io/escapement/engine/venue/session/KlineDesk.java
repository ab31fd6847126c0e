package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.config.Durations;
import io.escapement.engine.history.HistoryBars;
import io.escapement.engine.history.Kline;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.netty.channel.EventLoop;

import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Gets the past of instruments from a venue's REST and publishes it as {@code HistoryBar} events: only bars that have
 * closed by the venue's clock, which is read from the date of its answers; of each duration the oldest first. One
 * question at a time, of what is left of the venue's weight behind snapshots; answers are read on a thread aside, all
 * else is done on the inlet's, which is also the transport's.
 *
 * <p>It begins with the shortest bars of all instruments. What closes later is asked for too, until an instrument's
 * first trade has come and the past reaches it. What the venue does not give is told once in the log, and the run goes
 * on without.
 */
public final class KlineDesk implements EventSource {
    private static final int A_POLL = 64;
    /** How often it looks whether something is due. */
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int MOST_ATTEMPTS = 4;
    /** A venue that wants to be left alone for longer is left alone. */
    private static final long MOST_WAIT_NS = TimeUnit.MINUTES.toNanos(10);
    /** Parts of a bar that is put together of the venue's shorter ones. */
    private static final int MOST_PARTS = 6;

    private final VenueProtocol protocol;
    private final RestGate gate;
    private final EventLoop loop;
    private final SessionListener listener;
    private final HistoryBars writer = new HistoryBars();
    private final Map<Integer, Instrument> instruments = new HashMap<>();
    /** All that the venue gives. */
    private final List<KlineSeries> open = new ArrayList<>();
    private final Map<Integer, KlineReport> reports = new HashMap<>();
    private final Deque<Ready> ready = new ArrayDeque<>();
    private List<KlineWish> wishes = List.of();
    private FirstTrades firstTrades;
    private Executor aside;
    private KlineService service;
    private Provenance provenance;
    private int given;
    private int pending;
    private long nextLookNs;
    private boolean asking;
    private boolean ended;
    private long clockLeadNs;
    private boolean clockTold;

    private record Ready(int instrumentId, List<Kline> klines) {
    }

    KlineDesk(VenueProtocol protocol, RestGate gate, EventLoop loop, SessionListener listener) {
        this.protocol = protocol;
        this.gate = gate;
        this.loop = loop;
        this.listener = listener;
    }

    /**
     * Says what is wanted; before the session starts.
     *
     * @param trades when instruments' trades began
     * @param thread where answers are read
     */
    public void want(List<KlineWish> wanted, FirstTrades trades, Executor thread) {
        wishes = List.copyOf(wanted);
        firstTrades = trades;
        aside = thread;
    }

    /** The instruments are known, and have been defined. */
    void begin(List<Instrument> listed, Provenance source) {
        redefine(listed);
        provenance = source;
        service = wishes.isEmpty() ? null : protocol.klines();
        for (final Instrument instrument : wishes.isEmpty() ? List.<Instrument>of() : listed) {
            wishes.stream().filter(wish -> wish.covers(instrument.symbol())).findFirst()
                .ifPresent(wish -> plan(instrument, wish));
        }
    }

    /** What instruments' numbers mean from now on. */
    void redefine(List<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.id(), instrument));
    }

    /** Nothing is asked for or published from now on. */
    void end() {
        ended = true;
    }

    /** Whether an answer is awaited. */
    boolean isAsking() {
        return asking;
    }

    private void plan(Instrument instrument, KlineWish wish) {
        final KlineReport report = new KlineReport(instrument.symbol());
        reports.put(instrument.id(), report);
        for (final long durationNs : wish.timeframesNs()) {
            final long askedNs = service == null ? 0 : service.durationsNs().stream()
                .filter(each -> durationNs % each == 0 && durationNs / each <= MOST_PARTS)
                .mapToLong(Long::longValue).max().orElse(0);
            if (askedNs == 0) {
                report.none(durationNs, "the venue has none that we can read");
            } else {
                report.expect(durationNs);
                open.add(new KlineSeries(instrument, durationNs, askedNs, wish.bars(), service));
                pending++;
            }
        }
        tell(report);
    }

    private void tell(KlineReport report) {
        if (report.isComplete()) {
            listener.onNote(report.toString());
        }
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        if (ended) {
            return 0;
        }
        final int published = publish(inlet, nowNs);
        if (!asking && pending > 0 && nowNs >= nextLookNs) {
            ask(nowNs);
        }
        return published;
    }

    private int publish(Inlet inlet, long nowNs) {
        final Ready next = ready.peek();
        int published = 0;
        while (next != null && published < A_POLL && given < next.klines().size()) {
            final Slot slot = inlet.claim();
            slot.commitEvent(writer.write(next.klines().get(given), instruments.get(next.instrumentId()), nowNs,
                slot.buffer(), slot.event()), provenance);
            inlet.publish(slot);
            given++;
            published++;
        }
        if (next != null && given == next.klines().size()) {
            ready.remove();
            given = 0;
        }
        return published;
    }

    private void ask(long nowNs) {
        final long venueNowNs = nowNs + clockLeadNs;
        KlineSeries due = null;
        for (final KlineSeries series : open) {
            if ((due == null || series.durationNs < due.durationNs) && series.isDue(venueNowNs)) {
                due = series;
            }
        }
        if (due == null) {
            nextLookNs = nowNs + LOOK_NS;
            return;
        }
        if (isJoined(due)) {
            due.over = true;
            pending--;
            return;
        }
        final KlineSeries series = due;
        final RestQuestion question = series.next(venueNowNs);
        if (gate.tryTakeSpare(question, nowNs)) {
            asking = true;
            gate.ask(question, new Answer(series, nowNs));
        }
    }

    private boolean isJoined(KlineSeries series) {
        boolean shortest = true;
        for (final KlineSeries other : open) {
            shortest &= other.instrument.id() != series.instrument.id() || other.durationNs >= series.durationNs;
        }
        return series.reaches(firstTrades.timeNs(series.instrument.id()), shortest);
    }

    /** What becomes of one question. */
    private final class Answer implements RestHandler {
        private final KlineSeries series;
        private long nowNs;
        private String url = "";

        private Answer(KlineSeries series, long askedAtNs) {
            this.series = series;
            this.nowNs = askedAtNs;
        }

        @Override
        public void onReply(RestReply reply) {
            nowNs = reply.receiveTimeNs();
            nextLookNs = 0;
            url = reply.url();
            readClock(reply);
            if (ended) {
                return;
            }
            if (reply.isOk()) {
                final byte[] body = new byte[reply.body().capacity()];
                reply.body().getBytes(0, body);
                aside.execute(() -> read(body));
            } else if (gate.waitNs() > 0) {
                shutOut(reply.describe());
            } else if (reply.status() >= 400 && reply.status() < 500) {
                giveUp(reply.describe());
            } else {
                failed(reply.describe());
            }
        }

        @Override
        public void onFailure(String detail) {
            failed(detail);
        }

        /** On the thread aside. */
        private void read(byte[] body) {
            try {
                final List<Kline> rows = service.read(body, series.instrument, series.askedNs);
                loop.execute(() -> take(rows));
            } catch (final IOException | RuntimeException e) {
                final String detail = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
                loop.execute(() -> failed("GET " + url + ": " + detail));
            }
        }

        private void take(List<Kline> rows) {
            asking = false;
            final long venueNowNs = nowNs + clockLeadNs;
            final List<Kline> bars;
            try {
                bars = series.onPage(rows, venueNowNs) ? series.endRound(venueNowNs) : null;
            } catch (final IOException e) {
                failed("GET " + url + ": " + e.getMessage());
                return;
            }
            if (bars == null) {
                return;
            }
            if (!bars.isEmpty()) {
                ready.add(new Ready(series.instrument.id(), bars));
            }
            final KlineReport report = reports.get(series.instrument.id());
            if (report.got(series, bars)) {
                tell(report);
            }
        }

        private void shutOut(String detail) {
            asking = false;
            if (gate.waitNs() > MOST_WAIT_NS) {
                giveUp(detail);
            } else {
                series.again(nowNs + clockLeadNs + gate.waitNs());
            }
        }

        private void failed(String detail) {
            asking = false;
            if (++series.attempts >= MOST_ATTEMPTS) {
                giveUp(detail);
            } else {
                series.again(nowNs + clockLeadNs + TimeUnit.SECONDS.toNanos(1L << series.attempts));
            }
        }

        private void giveUp(String detail) {
            asking = false;
            open.remove(series);
            pending--;
            if (ended) {
                return;
            }
            listener.onProblem("no " + (series.endNs > 0 ? "more " : "") + "history of " + series.instrument.symbol()
                + ", bars of " + Durations.text(series.durationNs) + ": " + detail);
            final KlineReport report = reports.get(series.instrument.id());
            if (report.none(series.durationNs, "the venue did not give them")) {
                tell(report);
            }
        }
    }

    // Of the second in which the venue answered.
    private void readClock(RestReply reply) {
        final String date = reply.header("Date");
        if (date == null) {
            return;
        }
        try {
            final long venueNs = TimeUnit.SECONDS.toNanos(ZonedDateTime.parse(date,
                DateTimeFormatter.RFC_1123_DATE_TIME).toEpochSecond()) + TimeUnit.MILLISECONDS.toNanos(500);
            clockLeadNs = venueNs - reply.receiveTimeNs();
        } catch (final DateTimeParseException e) {
            // Then ours has to do.
            return;
        }
        if (!clockTold && Math.abs(clockLeadNs) > KlineSeries.SETTLE_NS) {
            clockTold = true;
            listener.onNote("by the date of its answers the venue's clock is " + Math.abs(clockLeadNs) / 1_000_000_000L
                + " s " + (clockLeadNs < 0 ? "behind" : "ahead of") + " ours: its bars are taken to close by its own");
        }
    }
}
