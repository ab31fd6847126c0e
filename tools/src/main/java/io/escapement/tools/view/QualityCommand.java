package io.escapement.tools.view;

import io.escapement.engine.config.ConfigFile;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/** Tells whether a journal's market data may be trusted. */
@Command(name = "quality",
    description = {"Feeds the events of a journal through the stages of the market view again, and tells of each "
        + "instrument what the quality stage found, how its scores are distributed, and which gaps there are: start, "
        + "end, cause. The run need not have had that stage.",
        "The score is completeness x freshness x consistency of the last 60 s, 0 to 1, told each second. findings "
            + "counts each one, of what lasts the seconds that it did; alerts are their beginnings. Exits with 1 if "
            + "the mean score of an instrument is below --min-score, or it has more alerts than --max-alerts. With "
            + "--follow it tells anew each second of the journal, in JSON of alerts and gaps only those that are new."},
    footer = {"", "Example: tools quality journals/demo --min-score 0.9 --max-alerts 10"})
public final class QualityCommand extends ToolCommand {
    /** In a journal that is followed, of its own time. */
    private static final long SHOWN_EVERY_NS = 1_000_000_000L;

    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Option(names = "--config", paramLabel = "FILE",
        description = "A config with the view's sections, in place of the run's own.")
    private Path config;

    @Option(names = "--min-score", defaultValue = "0.6", paramLabel = "SCORE",
        description = "The least mean score that is fine. Default ${DEFAULT-VALUE}.")
    private double minScore;

    @Option(names = "--max-alerts", defaultValue = "0", paramLabel = "N",
        description = "The most alerts of an instrument that are fine. Default ${DEFAULT-VALUE}.")
    private long maxAlerts;

    @Option(names = "--gaps", defaultValue = "20", paramLabel = "N",
        description = "Gaps of an instrument that are shown; JSON has all. Default ${DEFAULT-VALUE}.")
    private int mostGaps;

    @Mixin
    private Follow follow;

    private final QualityLog log = new QualityLog();
    private long shownNs;

    @Override
    public Integer call() {
        if (!(minScore >= 0 && minScore <= 1) || maxAlerts < 0 || mostGaps < 0) {
            throw new ParameterException(spec.commandLine(), "--min-score " + minScore + " --max-alerts " + maxAlerts
                + " --gaps " + mostGaps + ": expected a score from 0 to 1, and no negative number");
        }
        final QualityReport report = new QualityReport(log, minScore, maxAlerts, mostGaps, out());
        ReplayedView.whole(config == null ? null : ConfigFile.read(config), (manifest, startNs) -> {
            log.endRun();
            return log;
        }).run(journal, interruption(), err(), follow, () -> {
            if (log.lastNs() - shownNs >= SHOWN_EVERY_NS && !log.rows().isEmpty()) {
                shownNs = log.lastNs();
                show(report);
            }
            return out().checkError();
        });
        log.endRun();
        if (log.rows().isEmpty()) {
            throw new CommandException(journal + ": no instrument is defined in this journal");
        }
        show(report);
        return log.rows().stream().anyMatch(row -> row.isBeyond(minScore, maxAlerts)) ? Exit.FOUND : Exit.FINE;
    }

    private void show(QualityReport report) {
        if (json) {
            report.printJson();
        } else {
            report.print();
        }
    }
}
