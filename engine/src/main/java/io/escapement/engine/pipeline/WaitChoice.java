package io.escapement.engine.pipeline;

/**
 * Which wait policy the machine allows: never more threads that do not give their core away than there are cores.
 *
 * @param policy what to use
 * @param notice why it is not what was asked for; null if it is
 */
record WaitChoice(WaitPolicy policy, String notice) {
    /**
     * @param groups groups with threads of their own; each spins
     * @param cores  cores that this process may use
     */
    static WaitChoice of(WaitPolicy wanted, int groups, int inlets, int cores) {
        final int threads = groups + inlets;
        if (wanted != WaitPolicy.BUSY_SPIN || threads <= cores) {
            return new WaitChoice(wanted, null);
        }
        return new WaitChoice(WaitPolicy.YIELDING, "waitStrategy busy-spin needs a core for each of " + threads
            + " threads (" + groups + " groups, " + inlets + " producing), and there are " + cores
            + ": yielding is used instead");
    }
}
