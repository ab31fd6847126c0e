package io.escapement.perf.path;

import io.escapement.engine.venue.ControlListener;

/** Hears of control replies where none can be. */
public final class NoControl implements ControlListener {
    @Override
    public void onAccepted(long requestId) {
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        throw new IllegalStateException("the venue refused request " + requestId + ": " + code + " " + message);
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
    }
}
