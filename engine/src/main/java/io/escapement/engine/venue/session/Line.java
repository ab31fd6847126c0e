package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.engine.venue.event.FeedEvents;
import io.escapement.engine.venue.net.Backoff;
import io.escapement.engine.venue.net.ConnectionEnd;
import io.escapement.engine.venue.net.WebSocketConnection;
import io.netty.util.concurrent.ScheduledFuture;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One connection's place among a venue's, kept filled: a connection that breaks is followed by another after a wait
 * that grows, with the same topics; one that the venue is about to end, or that is nearly as old as the venue lets it
 * become, is replaced while it still delivers. What the core is told: {@code CONNECTED} and {@code SUBSCRIBED} for
 * each instrument whose book, or else first stream, is here; {@code DISCONNECTED} and the rest once per connection.
 */
final class Line {
    private final VenueSession session;
    private final String path;
    private final List<Topic> topics;
    private final List<Instrument> home;
    private final Backoff backoff;
    private final CircuitBreaker breaker;
    private final long lifetimeMs;

    /** The connection that delivers, or the first that is to; null between two. */
    private Conversation current;
    /** The connection that is to take over from {@link #current}. */
    private Conversation next;
    private ScheduledFuture<?> replacement;
    private ScheduledFuture<?> takeOverLimit;
    /** Set while there is maintenance on {@link #current} without an end. */
    private ScheduledFuture<?> maintenanceLimit;
    /** What the notice of maintenance on {@link #next} says; null where there was none, or it is over. */
    private String maintenanceOfNext;
    private boolean replacing;
    private boolean over;

    /** @param home instruments that are told of this line's connections */
    Line(VenueSession session, String path, List<Topic> topics, List<Instrument> home, Backoff backoff,
         long lifetimeMs) {
        this.session = session;
        this.path = path;
        this.topics = List.copyOf(topics);
        this.home = List.copyOf(home);
        this.backoff = backoff;
        this.breaker = new CircuitBreaker(session.pacing().failures(),
            TimeUnit.MILLISECONDS.toNanos(session.pacing().failingMs()));
        this.lifetimeMs = lifetimeMs;
    }

    String path() {
        return path;
    }

    List<Topic> topics() {
        return topics;
    }

    boolean isOver() {
        return over;
    }

    /** The connection that carries this book and can be asked for it; null where there is none. */
    Conversation bookConversation(int instrumentId) {
        if (topics.stream().noneMatch(topic -> topic.isBookOf(instrumentId))) {
            return null;
        }
        final Conversation carrier = next != null && (current == null || next.inlet().hasGained(instrumentId))
            ? next : current;
        return carrier != null && carrier.isOpen() ? carrier : null;
    }

    void start() {
        session.governor().attempt(this::reconnect);
    }

    void stop(String reason) {
        over = true;
        cancelTimers();
        for (final Conversation conversation : new Conversation[] {current, next}) {
            if (conversation != null) {
                conversation.ignoreFrames();
                conversation.close(reason);
            }
        }
    }

    /** Says that what is there delivers no more. */
    void tellEnd(String reason) {
        for (final Conversation conversation : new Conversation[] {current, next}) {
            if (conversation != null) {
                session.events().status(FeedCondition.DISCONNECTED, FeedEvents.EVERY_INSTRUMENT, conversation.id(),
                    reason);
            }
        }
    }

    private void cancelTimers() {
        if (replacement != null) {
            replacement.cancel(false);
            replacement = null;
        }
        if (takeOverLimit != null) {
            takeOverLimit.cancel(false);
            takeOverLimit = null;
        }
        endMaintenance();
    }

    private void endMaintenance() {
        if (maintenanceLimit != null) {
            maintenanceLimit.cancel(false);
            maintenanceLimit = null;
        }
    }

    private void reconnect() {
        if (!over && current == null && next == null) {
            current = session.converse(this, true);
        }
    }

    // What a conversation says

    /** @return whether to go on with it */
    boolean opened(Conversation conversation, WebSocketConnection socket) {
        if (over || !session.isOfSource(socket)) {
            return false;
        }
        if (conversation == current) {
            backoff.opened(System.nanoTime());
            tellHome(FeedCondition.CONNECTED, conversation);
        } else if (conversation == next) {
            conversation.inlet().whenTaking(this::takeBook);
        }
        return true;
    }

    private void tellHome(FeedCondition condition, Conversation conversation) {
        for (final Instrument instrument : home) {
            session.events().status(condition, instrument.id(), conversation.id(), "");
        }
    }

    void subscribed(Conversation conversation) {
        if (over) {
            return;
        }
        if (breaker.succeeded()) {
            session.problem("the venue is back" + where());
        }
        if (conversation == next) {
            if (current != null && current.isOpen() && lacksBooks(next)) {
                takeOverLimit = session.loop().schedule(() -> takeOver(conversation),
                    session.pacing().acknowledgeMs(), TimeUnit.MILLISECONDS);
            } else {
                takeOver(conversation);
            }
            return;
        }
        for (final Instrument instrument : home) {
            if (isGranted(instrument, conversation)) {
                tellSubscribed(instrument.id(), conversation);
            }
        }
        settle(conversation);
    }

    private void tellSubscribed(int instrumentId, Conversation conversation) {
        session.events().status(FeedCondition.SUBSCRIBED, instrumentId, conversation.id(), "");
    }

    /** Whether an instrument's book, or where that is not here anything of it, was granted. */
    private boolean isGranted(Instrument instrument, Conversation conversation) {
        return isAnyOf(instrument, conversation.subscriber().granted());
    }

    /** Whether its book, or where that is not on this line anything of it, is among these. */
    private boolean isAnyOf(Instrument instrument, List<Topic> some) {
        final boolean book = topics.stream().anyMatch(topic -> topic.isBookOf(instrument.id()));
        return some.stream().anyMatch(topic -> book ? topic.isBookOf(instrument.id())
            : topic.instrument() != null && topic.instrument().id() == instrument.id());
    }

    /** What had been put off at first. */
    void grantedLate(Conversation conversation, List<Topic> late) {
        for (final Instrument instrument : home) {
            if (conversation == current && !over && isAnyOf(instrument, late)) {
                tellSubscribed(instrument.id(), conversation);
            }
        }
    }

    /** Of a venue whose books begin in the stream: whether one of them has not yet begun here. */
    private boolean lacksBooks(Conversation conversation) {
        final SnapshotService service = session.protocol().snapshots();
        return (service == SnapshotService.RESUBSCRIBE || service == SnapshotService.EITHER)
            && conversation.subscriber().granted().stream().anyMatch(topic -> topic.kind() == StreamKind.BOOK
            && topic.instrument() != null && !conversation.inlet().hasGained(topic.instrument().id()));
    }

    /** On the newer connection a book begins: from here on it is that one's. */
    private void takeBook(int instrumentId) {
        if (current != null) {
            current.inlet().lose(instrumentId);
        }
        tellSubscribed(instrumentId, next);
        final Conversation taker = next;
        taker.later(() -> {
            if (taker == next && taker.subscriber().isSubscribed() && !lacksBooks(taker)) {
                takeOver(taker);
            }
        });
    }

    private void takeOver(Conversation conversation) {
        if (over || conversation != next) {
            return;
        }
        final Conversation old = current;
        current = next;
        next = null;
        cancelTimers();
        for (final Instrument instrument : home) {
            if (!isGranted(instrument, current)) {
                session.events().status(FeedCondition.SUBSCRIPTION_REFUSED, instrument.id(), current.id(),
                    "not granted on connection " + current.id());
            } else if (!current.inlet().hasGained(instrument.id())) {
                tellSubscribed(instrument.id(), current);
            }
        }
        current.inlet().deliver();
        backoff.opened(System.nanoTime());
        if (old != null) {
            old.ignoreFrames();
            old.close("replaced by connection " + current.id());
        }
        settle(current);
        if (maintenanceOfNext != null) {
            maintenance(current, true, maintenanceOfNext);
        }
    }

    private void settle(Conversation conversation) {
        session.watchFirstMessages(conversation);
        cancelTimers();
        replacement = session.loop().schedule(() -> replace("it is nearly a day old"), lifetimeMs,
            TimeUnit.MILLISECONDS);
    }

    void refused(Conversation conversation, List<Topic> refused, String detail) {
        session.problem(detail);
        if (conversation != current || over) {
            return;
        }
        for (final Instrument instrument : home) {
            if (isAnyOf(instrument, refused) && !isGranted(instrument, conversation)) {
                session.events().status(FeedCondition.SUBSCRIPTION_REFUSED, instrument.id(), conversation.id(),
                    detail);
            }
        }
    }

    void shutdownNotice(Conversation conversation) {
        if (conversation == current && !over) {
            session.events().status(FeedCondition.SHUTDOWN_NOTICE, FeedEvents.EVERY_INSTRUMENT, conversation.id(), "");
            replace("the venue is about to end it");
        }
    }

    /**
     * Maintenance lasts until the venue says that it is over, the connection ends, or data of an instrument come; and
     * for so long at most, then another connection is tried while this one is kept. Where the venue is still not back,
     * that one says so, and the same begins again.
     */
    void maintenance(Conversation conversation, boolean begins, String detail) {
        if (over || conversation != current && conversation != next) {
            return;
        }
        if (conversation == next) {
            maintenanceOfNext = begins ? detail : null;
        } else if (begins) {
            session.events().status(FeedCondition.MAINTENANCE, FeedEvents.EVERY_INSTRUMENT, conversation.id(), detail);
            session.problem("maintenance: " + detail);
            endMaintenance();
            final int limitMs = session.pacing().maintenanceMs();
            maintenanceLimit = session.loop().schedule(
                () -> replace("maintenance has not ended within " + limitMs + " ms"), limitMs, TimeUnit.MILLISECONDS);
        } else {
            endMaintenance();
            conversation.close("maintenance is over, everything is subscribed to anew");
        }
    }

    private void replace(String why) {
        if (over || next != null || current == null || replacing) {
            return;
        }
        session.problem("connection " + current.id() + " is being replaced: " + why);
        replacing = true;
        session.governor().attempt(this::connectNext);
    }

    private void connectNext() {
        replacing = false;
        if (!over && next == null && current != null) {
            maintenanceOfNext = null;
            next = session.converse(this, false);
        } else {
            reconnect();
        }
    }

    // What the session has found out

    private boolean carries(Set<Integer> instrumentIds) {
        return topics.stream().anyMatch(topic -> topic.instrument() == null
            || instrumentIds.contains(topic.instrument().id()));
    }

    boolean isBarred(int instrumentId) {
        return current != null && current.inlet().isBarred(instrumentId);
    }

    /** Nothing more is taken of these instruments: the connections' decoders go by what they were. */
    void bar(Set<Integer> instrumentIds) {
        for (final Conversation conversation : new Conversation[] {current, next}) {
            if (conversation != null) {
                instrumentIds.forEach(conversation.inlet()::bar);
            }
        }
    }

    /** Another connection takes over, whose decoder knows what these instruments are now. */
    void redefine(Set<Integer> instrumentIds) {
        if (over || !carries(instrumentIds)) {
            return;
        }
        if (next != null) {
            final Conversation outdated = next;
            next = null;
            cancelTimers();
            giveBack(outdated, "the definitions have changed");
            outdated.ignoreFrames();
            outdated.close("the definitions have changed");
            if (current == null) {
                session.governor().attempt(this::reconnect);
            }
        }
        replace("the definitions have changed");
    }

    void ended(Conversation conversation, ConnectionEnd end) {
        if (over || conversation != current && conversation != next) {
            return;
        }
        session.governor().stayAway(end.retryAfterS());
        final boolean gaveUp = !conversation.subscriber().isSubscribed()
            && end.kind() != ConnectionEnd.Kind.RECORDING_ENDED && breaker.failed(System.nanoTime());
        if (conversation == next) {
            nextEnded(end);
        } else {
            current = null;
            cancelTimers();
            currentEnded(conversation, end);
        }
        if (gaveUp) {
            giveUp();
        }
    }

    /** One that still delivers here is trusted as before. */
    private void giveUp() {
        final String detail = breaker.inRow() + " connections in a row have failed" + where()
            + "; from now on one attempt every " + session.pacing().probeMs() + " ms";
        session.problem("the venue is given up: " + detail);
        if (current == null) {
            home.forEach(instrument -> session.events().status(FeedCondition.VENUE_GIVEN_UP, instrument.id(),
                FeedEvents.NO_CONNECTION, detail));
        }
    }

    private String where() {
        return path.isEmpty() ? "" : " at " + path;
    }

    private void nextEnded(ConnectionEnd end) {
        final Conversation lost = next;
        next = null;
        session.problem("the new connection failed, " + end);
        giveBack(lost, end.toString());
        session.governor().attemptAgain(backoff, breaker, () -> {
            if (!over && current != null && next == null) {
                session.problem("connection " + current.id() + " is being replaced: its replacement failed");
            }
            connectNext();
        });
    }

    /** What the newer connection had taken over already is the older one's again. */
    private void giveBack(Conversation lost, String reason) {
        if (current != null) {
            current.inlet().keepAll();
        }
        final List<Instrument> back = home.stream().filter(each -> lost.inlet().hasGained(each.id())).toList();
        if (!back.isEmpty()) {
            session.events().status(FeedCondition.DISCONNECTED, FeedEvents.EVERY_INSTRUMENT, lost.id(), reason);
            if (current != null) {
                back.forEach(each -> tellSubscribed(each.id(), current));
            }
        }
    }

    private void currentEnded(Conversation conversation, ConnectionEnd end) {
        if (end.kind() == ConnectionEnd.Kind.RECORDING_ENDED) {
            over = true;
            session.recordingEnded(conversation, end);
            return;
        }
        session.problem(end.toString());
        session.events().status(FeedCondition.DISCONNECTED, FeedEvents.EVERY_INSTRUMENT, conversation.id(),
            end.toString());
        if (next == null && !replacing) {
            session.governor().attemptAgain(backoff, breaker, this::reconnect);
        }
    }
}
