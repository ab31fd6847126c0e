package io.escapement.tools.control;

import io.escapement.engine.control.ControlRequest.Verb;
import picocli.CommandLine.Command;

import java.io.IOException;

/** Asks a running engine how it is. */
@Command(name = "status",
    description = "Asks a running engine how it is: trading state and its reason, open orders, gateways, watchdog.",
    footer = {"", "Example: tools status config/demo.yaml"})
public final class StatusCommand extends EngineCommand {
    @Override
    public Integer call() throws IOException {
        return exit(ask(engine().journal(), request(Verb.STATUS, "", "")));
    }
}
