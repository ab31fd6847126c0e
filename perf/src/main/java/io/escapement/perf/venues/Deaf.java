package io.escapement.perf.venues;

import io.escapement.engine.venue.ControlListener;

/** Hears nothing of what venues say about the connection: recordings have that, too. */
final class Deaf implements ControlListener {
    @Override
    public void onAccepted(long requestId) {
        // Not heard.
    }

    @Override
    public void onRefused(long requestId, int code, String message) {
        // Not heard.
    }

    @Override
    public void onShutdownNotice(long venueTimeNs) {
        // Not heard.
    }
}
