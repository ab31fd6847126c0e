package io.escapement.tools.control;

import io.escapement.engine.RemoteEngine;
import io.escapement.engine.control.ControlClient;
import io.escapement.engine.control.ControlDesk;
import io.escapement.engine.control.ControlRequest;
import io.escapement.engine.control.ControlRequest.Verb;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** What commands that speak with a running engine have in common. */
abstract class EngineCommand extends ToolCommand {
    private static final double MS_PER_SECOND = 1e3;

    @Parameters(paramLabel = "CONFIG|JOURNAL", description = "The engine's config, or its journal's directory.")
    private Path where;

    @Option(names = "--timeout", defaultValue = "10", paramLabel = "SECONDS",
        description = "How long to wait until it is done. Default ${DEFAULT-VALUE}.")
    private double timeoutS;

    protected final RemoteEngine engine() throws IOException {
        return RemoteEngine.of(where);
    }

    protected final ControlRequest request(Verb verb, String person, String reason) {
        try {
            return new ControlRequest(verb, person, reason, Math.round(timeoutS * MS_PER_SECOND));
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Asks and shows what comes; whether it was done. */
    protected final boolean ask(Path journal, ControlRequest request) throws IOException {
        final Consumer<String> progress = line -> {
            if (!json) {
                out().println(line);
                out().flush();
            }
        };
        final Map<String, String> answer = ControlClient.ask(journal, request, progress);
        final boolean ok = Boolean.parseBoolean(answer.get("ok"));
        if (json) {
            new JsonLines(out()).line(line -> {
                for (final Map.Entry<String, String> field : answer.entrySet()) {
                    line.writeStringField(field.getKey(), field.getValue());
                }
            });
        } else {
            ControlDesk.lines(answer).forEach(out()::println);
        }
        return ok;
    }

    protected static int exit(boolean ok) {
        return ok ? Exit.FINE : Exit.FOUND;
    }
}
