package io.escapement.engine.pipeline;

import io.escapement.engine.time.EventClock;
import org.agrona.concurrent.status.CountersManager;

import java.util.List;
import java.util.function.Consumer;

/**
 * What a pipeline connects.
 *
 * @param core          the stages; given up to the pipeline
 * @param sink          the journal
 * @param listeners     called in this order, after the journal
 * @param faultListener told if the pipeline stops by itself
 * @param clock         read at the edges only, by every thread
 * @param counters      where the pipeline's counters are put
 * @param notices       takes lines for a person: what could not be done as configured
 */
public record PipelineParts(Core core, RecordSink sink, List<RecordListener> listeners, FaultListener faultListener,
                            EventClock clock, CountersManager counters, Consumer<String> notices) {
    public PipelineParts {
        listeners = List.copyOf(listeners);
    }
}
