package io.escapement.engine.pipeline;

import java.util.List;

/** Several sources as one, polled in turn by the one thread that owns the inlet. */
public final class EventSources implements EventSource {
    private final EventSource[] sources;

    public EventSources(List<EventSource> sources) {
        this.sources = sources.toArray(new EventSource[0]);
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        int published = 0;
        for (int i = 0; i < sources.length; i++) {
            published += sources[i].poll(inlet, nowNs);
        }
        return published;
    }
}
