package io.escapement.engine.pipeline;

import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** Makes threads of one name, bound to one core if that can be done; if not, a notice says why. */
public final class PinnedThreadFactory implements ThreadFactory {
    /** In place of a core: not bound. */
    public static final int UNPINNED = -1;

    private final String name;
    private final int core;
    private final Consumer<String> notices;

    /**
     * @param core    core number, or {@link #UNPINNED}
     * @param notices takes the reason, on the new thread, where the core cannot be had
     */
    public PinnedThreadFactory(String name, int core, Consumer<String> notices) {
        this.name = name;
        this.core = core;
        this.notices = notices;
    }

    @Override
    public Thread newThread(Runnable work) {
        return new Thread(() -> {
            if (core != UNPINNED) {
                final String problem = ThreadPin.pin(core);
                if (problem != null) {
                    notices.accept(problem);
                }
            }
            work.run();
        }, name);
    }
}
