package io.escapement.engine.inputs;

import java.util.List;

/** The parts of an input that its quality is made of: how much of each is there, and whether it is fresh. */
final class Parts {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final String[] UNITS = {"d", "h", "m", "s", "ms"};
    private static final long[] LENGTHS_NS = {86_400 * SECOND_NS, 3_600 * SECOND_NS, 60 * SECOND_NS, SECOND_NS,
        SECOND_NS / 1_000};

    private final String[] names;
    private final int[] there;
    private final int[] wanted;
    private final double[] fresh;

    Parts(List<String> names) {
        this.names = names.toArray(new String[0]);
        this.there = new int[names.size()];
        this.wanted = new int[names.size()];
        this.fresh = new double[names.size()];
    }

    static String duration(long ns) {
        for (int i = 0; i < UNITS.length; i++) {
            if (ns % LENGTHS_NS[i] == 0 && ns > 0) {
                return ns / LENGTHS_NS[i] + UNITS[i];
            }
        }
        return ns + "ns";
    }

    int count() {
        return names.length;
    }

    String name(int part) {
        return names[part];
    }

    void absent(int part) {
        there[part] = 0;
        wanted[part] = 1;
        fresh[part] = Double.NaN;
    }

    /**
     * Notes a part that is there.
     *
     * @param asOfNs    of which it is
     * @param cadenceNs after which the next is due; twice that and two seconds on, it is stale
     */
    void present(int part, int parts, int of, long asOfNs, long cadenceNs, long nowNs) {
        there[part] = parts;
        wanted[part] = of;
        final long limit = 2 * cadenceNs + 2 * SECOND_NS;
        final long age = nowNs - asOfNs;
        fresh[part] = age <= limit ? 1 : (double) limit / age;
    }

    /** Share that is there. */
    double completeness(int part) {
        return (double) there[part] / wanted[part];
    }

    /** 1, or less the longer it has been due; NaN where it is not there. */
    double freshness(int part) {
        return fresh[part];
    }

    double completeness() {
        double sum = 0;
        for (int i = 0; i < names.length; i++) {
            sum += completeness(i);
        }
        return sum / names.length;
    }

    /** Of the part that is least fresh; NaN where there is none. */
    double freshness() {
        double least = Double.NaN;
        for (final double each : fresh) {
            if (!(each >= least)) {
                least = Double.isNaN(each) ? least : each;
            }
        }
        return least;
    }

    /** What is wrong with a part; null: nothing is. */
    String finding(int part) {
        if (there[part] == 0) {
            return names[part];
        }
        if (there[part] < wanted[part]) {
            return names[part] + ": " + there[part] + " of " + wanted[part] + (fresh[part] < 1 ? ", stale" : "");
        }
        return fresh[part] < 1 ? names[part] + ": stale" : null;
    }
}
