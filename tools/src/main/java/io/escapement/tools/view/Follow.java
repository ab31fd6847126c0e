package io.escapement.tools.view;

import io.escapement.engine.replay.JournalReplay;
import io.escapement.tools.terminal.Interruption;
import picocli.CommandLine.Option;

import java.io.PrintWriter;

/** The option to go on with a journal that is being written. */
final class Follow {
    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    /** Lets a replay go on at the journal's end, where that is asked for; what has been written by then is shown. */
    JournalReplay with(JournalReplay replay, Interruption interruption, PrintWriter out) {
        return follow ? replay.following(() -> {
            out.flush();
            // Who reads may have gone: tools bars | head.
            return interruption.isRequested() || out.checkError();
        }) : replay;
    }
}
