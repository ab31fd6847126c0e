package io.escapement.perf.report;

import io.escapement.perf.rounds.Rounds;

import java.nio.file.Path;

/**
 * How much is to be measured.
 *
 * @param rounds        of each comparison
 * @param warmUps       before them, at least
 * @param warmUpSeconds before them, at least
 * @param unitsPerRound frames or records of each variant in a round
 * @param replayRecords that the journal for replay has
 * @param steadyFrames  over which allocation is counted
 * @param pacedFrames   of a run at a constant rate
 * @param folder        for journals, which are deleted
 */
record Plan(FrameSets sets, int rounds, int warmUps, int warmUpSeconds, int unitsPerRound, long replayRecords,
            long steadyFrames, int pacedFrames, Path folder) {
    static Plan of(Path captures, Path folder, int rounds, boolean quick) {
        final FrameSets sets = new FrameSets(captures);
        return quick
            ? new Plan(sets, Math.min(rounds, 7), 8, 3, 3_000, 300_000, 500_000, 40_000, folder)
            : new Plan(sets, rounds, 40, 12, 6_000, 5_000_000, 10_000_000, 200_000, folder);
    }

    Rounds interleaved() {
        return interleaved(1);
    }

    /** With so many times the units a round, for units that take less. */
    Rounds interleaved(int times) {
        return new Rounds(rounds, warmUps, warmUpSeconds, unitsPerRound * times);
    }
}
