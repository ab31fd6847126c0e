package io.escapement.engine.control;

import java.util.Map;
import java.util.function.Consumer;

/** Does what comes over the control socket. Called by a thread of the connection, several at once. */
@FunctionalInterface
public interface ControlHandler {
    /**
     * Does it and waits until it is done, or cannot be.
     *
     * @param progress hears what a person who waits should see, one line each
     * @return the answer: {@code ok}, true or false, and whatever else there is to say; flat
     */
    Map<String, Object> handle(ControlRequest request, Consumer<String> progress) throws InterruptedException;
}
