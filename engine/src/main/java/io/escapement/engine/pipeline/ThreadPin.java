package io.escapement.engine.pipeline;

import net.openhft.affinity.Affinity;

import java.util.BitSet;

/** Binds the calling thread to one core, and makes sure of it: the library alone may fail in silence. */
public final class ThreadPin {
    private ThreadPin() {
    }

    /**
     * Binds the calling thread to a core. Where that cannot be done the thread runs on, unbound.
     *
     * @return null if it is bound, else why not, in words
     */
    public static String pin(int core) {
        final String who = "thread '" + Thread.currentThread().getName() + "' runs unpinned: core " + core;
        final BitSet allowed = CoreList.ofProcess();
        if (allowed != null && !allowed.get(core)) {
            return who + " does not exist here or is not for this process; there is " + allowed;
        }
        try {
            final BitSet wanted = new BitSet();
            wanted.set(core);
            Affinity.setAffinity(wanted);
            final BitSet got = CoreList.ofThread();
            if (!wanted.equals(got)) {
                return who + " was asked for, but the system reports "
                    + (got == null ? "nothing about it" : got.toString());
            }
            return null;
        } catch (final RuntimeException | LinkageError failed) {
            return who + " could not be had: " + failed;
        }
    }
}
