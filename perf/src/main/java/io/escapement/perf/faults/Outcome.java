package io.escapement.perf.faults;

import java.util.ArrayList;
import java.util.List;

/** What became of one venue in one run. */
final class Outcome {
    private final List<String> problems = new ArrayList<>();
    private final List<Long> liveAgainMicros = new ArrayList<>();
    private String said = "";
    private long checked;
    private int losses;
    private int falseLive;
    private int connects;

    void problem(String what) {
        problems.add(what);
    }

    void add(Watched book) {
        checked += book.checked();
        falseLive += book.falseLive();
        losses += book.losses().size();
        liveAgainMicros.addAll(book.liveAgainMicros());
        problems.addAll(book.details());
    }

    void connects(int most) {
        connects = most;
    }

    /** Everything that the engine said, of a run with a problem. */
    void said(String text) {
        said = text;
    }

    String said() {
        return said;
    }

    List<String> problems() {
        return problems;
    }

    /** How long each book that was lost was not LIVE. */
    List<Long> liveAgainMicros() {
        return liveAgainMicros;
    }

    long checked() {
        return checked;
    }

    int losses() {
        return losses;
    }

    int falseLive() {
        return falseLive;
    }

    int connects() {
        return connects;
    }
}
