package io.escapement.engine.replay;

/**
 * What a replay came to.
 *
 * @param runs         that the journal holds
 * @param records      that were fed to the core, the starts of runs among them
 * @param lastSequence of them
 * @param hash         of the chain over the records as replay made them; equal to the journal's own where nothing
 *                     differs
 * @param elapsedNs    what it took
 * @param difference   the first one, null where there is none or nobody compared
 */
public record ReplayResult(int runs, long records, long lastSequence, long hash, long elapsedNs,
                           Difference difference) {
    /** Records a second. */
    public double rate() {
        return elapsedNs == 0 ? 0 : records * 1e9 / elapsedNs;
    }
}
