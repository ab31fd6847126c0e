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

    void send(final SourceItem.Frame frame) {
        final List<StreamSession> subscribed = byKey.get(frame.key());
        if (subscribed == null) {
            return;
        }
        for (int i = 0; i < subscribed.size(); i++) {
            subscribed.get(i).send(frame);
            frameCount++;
        }
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
