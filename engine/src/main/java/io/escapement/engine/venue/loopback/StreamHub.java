package io.escapement.engine.venue.loopback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who subscribed to what. */
final class StreamHub {
    private final List<StreamSession> sessions = new ArrayList<>();
    private final Map<String, List<StreamSession>> byKey = new HashMap<>();
    private long frameCount;

    void add(final StreamSession session) {
        sessions.add(session);
    }

    void remove(final StreamSession session) {
        sessions.remove(session);
        byKey.values().forEach(list -> list.remove(session));
    }

    void subscribe(final StreamSession session, final String key) {
        final List<StreamSession> subscribed = byKey.computeIfAbsent(key, name -> new ArrayList<>());
        if (!subscribed.contains(session)) {
            subscribed.add(session);
        }
    }

    void unsubscribe(final StreamSession session, final String key) {
        final List<StreamSession> subscribed = byKey.get(key);
        if (subscribed != null) {
            subscribed.remove(session);
        }
    }

    /** A copy: closing one changes the list. */
    List<StreamSession> sessions() {
        return List.copyOf(sessions);
    }

    boolean hasSubscriber(final String key) {
        final List<StreamSession> subscribed = byKey.get(key);
        return subscribed != null && !subscribed.isEmpty();
    }

    boolean hasSubscribers() {
        for (final StreamSession session : sessions) {
            if (session.isSubscribed() && !session.isSilent()) {
                return true;
            }
        }
        return false;
    }

    void send(final SourceItem frame) {
        send(frame, Delivery.ONCE);
    }

    void send(final SourceItem frame, final Delivery delivery) {
        final List<StreamSession> subscribed = byKey.get(frame.key());
        if (subscribed == null) {
            return;
        }
        for (int i = 0; i < subscribed.size(); i++) {
            subscribed.get(i).send(frame, delivery);
            frameCount++;
        }
    }

    /** Sends what has been kept back for those who subscribed to this. */
    void release(final String key) {
        byKey.getOrDefault(key, List.of()).forEach(StreamSession::release);
    }

    /** Lets the connections of those who subscribed to this count anew. */
    void restartNumbers(final String key) {
        byKey.getOrDefault(key, List.of()).forEach(session -> session.talk().restartNumbers());
    }

    /** Lets the next frame for each of those who subscribed to this be spoilt on its way. */
    void spoilNext(final String key, final FaultKind kind) {
        byKey.getOrDefault(key, List.of()).forEach(session -> session.talk().spoilNext(kind));
    }

    void flush() {
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).flush();
        }
    }

    /** Whether every client takes more. */
    boolean isWritable() {
        for (int i = 0; i < sessions.size(); i++) {
            if (!sessions.get(i).isWritable()) {
                return false;
            }
        }
        return true;
    }

    /** Frames sent, counted once for each client. */
    long frameCount() {
        return frameCount;
    }
}
