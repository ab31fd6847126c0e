package io.escapement.tools.control;

import io.escapement.engine.control.ControlRequest.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;

/** Lets a halted engine trade again. */
@Command(name = "resume",
    description = "Lets an engine whose trading is halted or reducing trade again. Takes a person and a reason, which "
        + "are recorded. The core may refuse: while a venue is not reconciled, or after a stop.",
    footer = {"", "Example: tools resume config/demo.yaml --person anna --reason \"the feed is right again\""})
public final class ResumeCommand extends EngineCommand {
    @Option(names = "--person", required = true, paramLabel = "NAME", description = "Who commands it.")
    private String person;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    private String reason;

    @Override
    public Integer call() throws IOException {
        return exit(ask(engine().journal(), request(Verb.RESUME, person, reason)));
    }
}
