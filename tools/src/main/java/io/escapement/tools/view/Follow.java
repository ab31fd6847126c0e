package io.escapement.tools.view;

import picocli.CommandLine.Option;

/** The option to go on with a journal that is being written. */
final class Follow {
    @Option(names = {"-f", "--follow"}, description = "Go on with what is written from now on, until Ctrl-C.")
    private boolean follow;

    boolean isAsked() {
        return follow;
    }
}
