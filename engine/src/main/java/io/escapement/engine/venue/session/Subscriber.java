package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;
import io.netty.util.concurrent.ScheduledFuture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Subscribes to one connection's topics, message by message, each once the one before has been answered; later asks
 * for single books anew.
 */
final class Subscriber {
    /** How long a venue may take to answer that it has taken a topic back, before it is asked for again. */
    private static final int UNSUBSCRIBED_MS = 1_000;
    /** The longest wait before what was refused is asked for again. */
    private static final int REFUSED_MS = 600_000;
    private static final int MOST_DOUBLINGS = 20;

    private final Conversation conversation;
    private final StreamProtocol protocol;
    private final VenueSession session;
    private final List<Topic> topics;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final Set<Topic> granted = new HashSet<>();
    /** Requests for books that have neither been answered nor refused. */
    private final Map<Long, Instrument> requests = new HashMap<>();

    private Step underWay;
    private long underWayId;
    private final Set<String> unanswered = new HashSet<>();
    /** Of a venue that answers for each topic with the message's id: answers that have not come. */
    private int missing;
    private ScheduledFuture<?> limit;
    /** Subscriptions that the venue has put off: as long as there are some, it has not refused everything. */
    private int postponed;
    /** What the venue has refused, which has been told. */
    private final Set<Topic> refused = new HashSet<>();
    /** Times that something was refused again. */
    private int refusals;
    private boolean begun;
    private boolean subscribed;
    private boolean ended;

    /** @param book whose snapshot this is for; null of the first subscription */
    private record Step(boolean subscribes, List<Topic> topics, Instrument book) {
        private Set<String> names() {
            final Set<String> names = new HashSet<>();
            topics.forEach(topic -> names.add(topic.name()));
            return names;
        }
    }

    Subscriber(Conversation conversation, StreamProtocol protocol, VenueSession session, List<Topic> topics) {
        this.conversation = conversation;
        this.protocol = protocol;
        this.session = session;
        this.topics = topics;
    }

    boolean isSubscribed() {
        return subscribed;
    }

    /** What the venue has granted, in the order in which it was asked for. */
    List<Topic> granted() {
        return topics.stream().filter(granted::contains).toList();
    }

    void begin() {
        begun = true;
        ask(topics);
        proceed();
    }

    private void ask(List<Topic> these) {
        final int most = session.protocol().topicsPerMessage();
        List<Topic> message = new ArrayList<>();
        for (final Topic topic : these) {
            if (!message.isEmpty() && (message.size() == most || !message.get(0).batch().equals(topic.batch()))) {
                steps.add(new Step(true, message, null));
                message = new ArrayList<>();
            }
            message.add(topic);
        }
        steps.add(new Step(true, message, null));
    }

    void end() {
        ended = true;
        cancelLimit();
        requests.values().forEach(instrument -> session.snapshots().asked(instrument.id()));
        steps.stream().filter(step -> step.book != null)
            .forEach(step -> session.snapshots().asked(step.book.id()));
        if (underWay != null && underWay.book != null) {
            session.snapshots().asked(underWay.book.id());
        }
    }

    /** Takes the book's topic back and asks for it again. */
    void resubscribe(Instrument instrument) {
        final List<Topic> book = topics.stream().filter(topic -> topic.isBookOf(instrument.id())).toList();
        if (!begun || ended || book.isEmpty()) {
            session.snapshots().failed(instrument.id(), "the book is not subscribed to");
            return;
        }
        if (!subscribed && book.stream().allMatch(this::isStillToCome)) {
            session.snapshots().asked(instrument.id());
            return;
        }
        // Before what is still to be subscribed to: that may take its time.
        steps.addFirst(new Step(true, book, instrument));
        steps.addFirst(new Step(false, book, instrument));
        proceed();
    }

    /** Whether the first subscription has yet to bring this book: it neither has been granted nor has it begun. */
    private boolean isStillToCome(Topic topic) {
        return !granted.contains(topic) && conversation.inlet().isSilent(topic);
    }

    /** Asks for the book on this connection. */
    void request(Instrument instrument) {
        if (!begun || ended) {
            session.snapshots().failed(instrument.id(), "the connection is not ready");
            return;
        }
        final long requestId = conversation.nextRequestId();
        requests.values().remove(instrument);
        requests.put(requestId, instrument);
        conversation.send(protocol.snapshotRequest(instrument, requestId),
            () -> session.snapshots().asked(instrument.id()));
    }

    private void proceed() {
        if (underWay != null || ended) {
            return;
        }
        underWay = steps.poll();
        if (underWay == null) {
            if (!subscribed && !(granted.isEmpty() && postponed > 0)) {
                subscribed = !granted.isEmpty();
                conversation.subscribed(granted());
            }
            return;
        }
        underWayId = conversation.nextRequestId();
        unanswered.addAll(underWay.names());
        missing = underWay.topics.size();
        conversation.send(underWay.subscribes ? protocol.subscribe(underWay.topics, underWayId)
            : protocol.unsubscribe(underWay.topics, underWayId), this::sent);
    }

    private void sent() {
        if (session.protocol().acknowledgement() == Acknowledgement.NONE) {
            done(true);
        } else if (underWay.subscribes) {
            final int limitMs = session.pacing().acknowledgeMs();
            limit = session.loop().schedule(
                () -> conversation.close("no answer to SUBSCRIBE within " + limitMs + " ms"), limitMs,
                TimeUnit.MILLISECONDS);
        } else {
            limit = session.loop().schedule(() -> done(true), UNSUBSCRIBED_MS, TimeUnit.MILLISECONDS);
        }
    }

    private boolean isAwaited() {
        return underWay != null && limit != null;
    }

    private void done(boolean good) {
        final Step done = underWay;
        cancelLimit();
        underWay = null;
        unanswered.clear();
        if (done.subscribes) {
            if (good) {
                granted.addAll(done.topics);
            }
            refused.removeAll(granted);
            if (subscribed && done.book == null) {
                conversation.grantedLate(done.topics.stream().filter(granted::contains).toList());
            }
            if (done.book != null) {
                session.snapshots().asked(done.book.id());
            }
        }
        proceed();
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }

    void accepted(long requestId) {
        if (isAwaited() && requestId == underWayId) {
            missing--;
            if (missing <= 0 || session.protocol().acknowledgement() != Acknowledgement.EACH_BY_REQUEST) {
                done(true);
            }
        } else {
            requests.remove(requestId);
        }
    }

    void accepted(String topic) {
        if (isAwaited() && unanswered.remove(topic)) {
            if (underWay.subscribes) {
                underWay.topics.stream().filter(each -> each.name().equals(topic)).forEach(granted::add);
            }
            if (unanswered.isEmpty()) {
                done(false);
            }
        }
    }

    void refused(long requestId, int code, String message) {
        final String words = "code " + code + ", " + message;
        final Instrument wanted = requests.remove(requestId);
        if (wanted != null) {
            session.snapshots().failed(wanted.id(), "the request for the book was refused: " + words);
        } else if (isAwaited() && (requestId == underWayId || requestId == Conversation.NO_REQUEST)) {
            refusedWhole(words);
        } else {
            session.problem("request " + requestId + " was refused: " + words);
        }
    }

    private void refusedWhole(String words) {
        final Step step = underWay;
        final List<Topic> open = step.topics.stream()
            .filter(topic -> !granted.contains(topic) || step.book != null).toList();
        if (!step.subscribes) {
            // What was not subscribed to can be subscribed to.
            done(true);
        } else if (session.protocol().passes(words)) {
            putOff(step, open, "SUBSCRIBE was refused: " + words);
            done(false);
        } else if (step.topics.size() > 1 && session.protocol().refusesWholeMessages()) {
            session.problem("SUBSCRIBE was refused: " + words + "; each of its topics is asked for by itself");
            for (int i = open.size() - 1; i >= 0; i--) {
                steps.addFirst(new Step(true, List.of(open.get(i)), step.book));
            }
            done(false);
        } else {
            refuse(open, "SUBSCRIBE was refused: " + words);
            done(false);
        }
    }

    /** Tells it once, and asks again after a wait that grows: what is refused today may be granted tomorrow. */
    private void refuse(List<Topic> these, String detail) {
        these.forEach(granted::remove);
        if (refused.addAll(these)) {
            conversation.refused(these, detail);
        }
        final long waitMs = (long) session.pacing().reconnectMaxMs() << Math.min(refusals++, MOST_DOUBLINGS);
        askLater(these, (int) Math.min(REFUSED_MS, waitMs), () -> { });
    }

    /** Asks for these again soon; the core sees to books that it has asked for itself. */
    private void putOff(Step step, List<Topic> these, String detail) {
        if (step.book != null) {
            session.snapshots().failed(step.book.id(), detail);
            return;
        }
        final int waitMs = session.pacing().reconnectMaxMs();
        session.problem(detail + "; it is asked for again in " + waitMs + " ms");
        postponed++;
        askLater(these, waitMs, () -> postponed--);
    }

    private void askLater(List<Topic> these, int waitMs, Runnable first) {
        session.loop().schedule(() -> {
            first.run();
            steps.add(new Step(true, these, null));
            proceed();
        }, waitMs, TimeUnit.MILLISECONDS);
    }

    void refused(String topic, int code, String message) {
        final String words = "code " + code + ", " + message;
        final List<Topic> named = topics.stream().filter(each -> each.name().equals(topic)).toList();
        if (named.isEmpty()) {
            refused(Conversation.NO_REQUEST, code, topic + ": " + message);
            return;
        }
        if (isAwaited() && underWay.subscribes && unanswered.remove(topic)) {
            final String detail = "SUBSCRIBE to " + topic + " was refused: " + words;
            if (session.protocol().passes(words)) {
                putOff(underWay, named, detail);
            } else {
                refuse(named, detail);
            }
            if (unanswered.isEmpty()) {
                done(false);
            }
        } else {
            session.problem(topic + " was refused: " + words);
        }
    }
}
