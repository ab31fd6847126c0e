package io.escapement.engine;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.control.HeartbeatFile;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;

/**
 * Finds the word of a watchdog that had to cancel this engine's orders while it stood still, and halts trading for it.
 * That the engine itself stood still the core sees by the times of its events.
 */
final class WatchdogWord implements EventSource {
    /** Who commands a halt that was asked for while the engine did not answer; the text says which person. */
    static final String KILLER = "tools kill";

    private final HeartbeatFile heartbeat;
    private final CommandSource commands;
    private final Console console;
    private long heardNs;

    WatchdogWord(HeartbeatFile heartbeat, CommandSource commands, Console console) {
        this.heartbeat = heartbeat;
        this.commands = commands;
        this.console = console;
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        final long saidNs = heartbeat.wordTimeNs();
        if (saidNs != heardNs) {
            heardNs = saidNs;
            if (saidNs != 0) {
                final HeartbeatFile.Word word = heartbeat.word();
                if (word.kind() == HeartbeatFile.Kind.KILLED) {
                    console.error("everything was cancelled from outside, trading halts until a person resumes it: "
                        + word.text());
                    commands.offer(Command.KILL, KILLER, shortened(word.text()));
                    return 0;
                }
                console.error("the watchdog has acted, trading halts until a person resumes it: " + word.text());
                commands.offer(Command.KILL, Reason.WATCHDOG, "watchdog", word.kind() + ": " + shortened(word.text()));
            }
        }
        return 0;
    }

    private static String shortened(String text) {
        return text.length() <= 1_000 ? text : text.substring(0, 1_000);
    }
}
