package io.escapement.tools.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * That a person wants a command to end. Commands ask now and then, instead of being interrupted as threads are, which
 * would close the files under their hands. For any thread.
 */
public final class Interruption {
    private static final long GRACE_SECONDS = 10;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** Listens to Ctrl-C; the process ends when the command has finished, or is made to after a while. */
    public void onSignal() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "interruption"));
    }

    private void stop() {
        request();
        try {
            finished.await(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks the command to end. */
    public void request() {
        requested.countDown();
    }

    /** The command has ended. */
    public void finished() {
        finished.countDown();
    }

    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /**
     * Waits a while, or until the end is asked for.
     *
     * @return whether it is
     */
    public boolean await(long milliseconds) {
        try {
            return requested.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (final InterruptedException e) {
            request();
            return true;
        }
    }

    /** @throws InterruptedCommandException if the end is asked for */
    public void check() {
        if (isRequested()) {
            throw new InterruptedCommandException();
        }
    }
}
