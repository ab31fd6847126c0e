package io.escapement.perf.soak;

import java.util.Locale;

/**
 * A process at one moment.
 *
 * @param seconds    since it was started
 * @param heapUsed   bytes; -1 where it could not be asked
 * @param gcPauses   so far
 * @param gcPausedMs all of them together
 * @param longestMs  of the pauses since the sample before
 * @param threads    of the process
 * @param files      open file descriptors
 * @param resident   bytes of memory that it really has
 * @param frames     that the venue has sent it so far
 */
public record Sample(long seconds, long heapUsed, long gcPauses, double gcPausedMs, double longestMs, int threads,
                     int files, long resident, long frames) {
    public static final String HEAD =
        "seconds,heap_used_bytes,gc_pauses,gc_paused_ms,longest_pause_ms,threads,open_files,resident_bytes,frames";

    /** This as a line of a CSV file. */
    public String csv() {
        return String.format(Locale.ROOT, "%d,%d,%d,%.3f,%.3f,%d,%d,%d,%d", seconds, heapUsed, gcPauses, gcPausedMs,
            longestMs, threads, files, resident, frames);
    }
}
