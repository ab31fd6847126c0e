package io.escapement.engine.pipeline;

import com.lmax.disruptor.ExceptionHandler;

/**
 * The Disruptor goes on with the next event when its exception handler returns; this one never returns from an event.
 * What is not the end of a group is a fault of the pipeline itself.
 */
final class HaltingExceptionHandler implements ExceptionHandler<Slot> {
    private final Stopping stopping;

    HaltingExceptionHandler(Stopping stopping) {
        this.stopping = stopping;
    }

    @Override
    public void handleEventException(Throwable thrown, long ringSequence, Slot slot) {
        if (!(thrown instanceof GroupHandler.GroupEnd)) {
            final long sequence = slot == null ? 0 : slot.sequence();
            stopping.fault(new PipelineFault(PipelineFault.Kind.PIPELINE, sequence, "the pipeline failed", thrown, 0));
        }
        throw new GroupHandler.GroupEnd();
    }

    @Override
    public void handleOnStartException(Throwable thrown) {
        stopping.fault(new PipelineFault(PipelineFault.Kind.PIPELINE, 0, "a group could not start", thrown, 0));
    }

    @Override
    public void handleOnShutdownException(Throwable thrown) {
        stopping.fault(new PipelineFault(PipelineFault.Kind.PIPELINE, 0, "a group could not end", thrown, 0));
    }
}
