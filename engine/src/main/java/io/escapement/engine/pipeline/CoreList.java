package io.escapement.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/** The processor cores that a thread may run on, as Linux tells it. */
final class CoreList {
    private static final String PREFIX = "Cpus_allowed_list:";

    private CoreList() {
    }

    /** The cores that this process was given; null where the system does not say. */
    static BitSet ofProcess() {
        return read(Path.of("/proc/self/status"));
    }

    /** The cores that the calling thread may run on; null where the system does not say. */
    static BitSet ofThread() {
        return read(Path.of("/proc/thread-self/status"));
    }

    private static BitSet read(Path status) {
        try {
            final List<String> lines = Files.readAllLines(status);
            for (final String line : lines) {
                if (line.startsWith(PREFIX)) {
                    return parse(line.substring(PREFIX.length()).trim());
                }
            }
            return null;
        } catch (final IOException | NumberFormatException unknown) {
            return null;
        }
    }

    /** Reads lists as {@code 0-3,8,10-11}. */
    static BitSet parse(String list) {
        final BitSet cores = new BitSet();
        for (final String range : list.split(",")) {
            final int dash = range.indexOf('-');
            final int first = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
            final int last = dash < 0 ? first : Integer.parseInt(range.substring(dash + 1));
            cores.set(first, last + 1);
        }
        return cores;
    }
}
