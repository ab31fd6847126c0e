package io.escapement.tools.books;

import io.escapement.engine.Venues;
import io.escapement.engine.venue.capture.CaptureException;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Proves books against their slow twins. */
@Command(name = "check-books",
    description = {"Builds the books of a recording twice, by the engine's own decoder, feed stage and book stage, and "
        + "by a plain reader and plain books of decimals that share nothing with them; checks every sequence number "
        + "and checksum; and compares all levels of both after each frame. Says the first thing that does not fit, "
        + "and where.",
        "SOURCE is a capture (.jsonl.gz), a journal's directory, or a directory with captures somewhere below it: "
            + "then there is one row for each, and one for each venue of which there is none. With --json, each book's "
            + "final state, sequence and ten best levels a side too."},
    footer = {"", "Example: tools check-books btc-eth.jsonl.gz --json"})
public final class CheckBooksCommand extends ToolCommand {
    private static final String CAPTURE = ".jsonl.gz";
    private static final String JOURNAL = ".cq4";

    @Parameters(paramLabel = "SOURCE", description = "A capture, a journal, or a directory of captures.")
    private Path source;

    @Option(names = "--venue", paramLabel = "NAME",
        description = "Take a capture to be of this venue, as configs name it. Default: as the capture says.")
    private String venue;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
        description = "A switch of the venue's, as configs have it, such as book=step0; may be given again. Default: "
            + "what the capture itself shows.")
    private Map<String, String> switches = new LinkedHashMap<>();

    private CheckReport report;
    private boolean sound = true;

    @Override
    public Integer call() throws IOException {
        if (venue != null && !Venues.names().contains(venue)) {
            throw new ParameterException(spec.commandLine(), "--venue \"" + venue + "\": expected one of "
                + String.join(", ", Venues.names()));
        }
        if (!Files.exists(source)) {
            throw new CommandException(source + ": no such file or directory");
        }
        report = new CheckReport(out(), json);
        final boolean directory = Files.isDirectory(source);
        if (directory && isJournal()) {
            if (venue != null || !switches.isEmpty()) {
                throw new ParameterException(spec.commandLine(), "--venue and --set are for captures: a journal says "
                    + "itself what it is of");
            }
            final BookReport checked =
                new JournalCheck(source).run(interruption(), ProgressLine.onTerminal(err(), "records", 0));
            report.head();
            show(checked, name(source));
        } else if (directory) {
            all();
        } else {
            final BookReport checked = check(source);
            report.head();
            show(checked, name(source));
        }
        report.total();
        return sound ? Exit.FINE : Exit.FOUND;
    }

    private boolean isJournal() throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(JOURNAL));
        }
    }

    private BookReport check(Path file) throws IOException {
        final CaptureSurvey survey = CaptureSurvey.of(file, venue, switches, interruption());
        return new CaptureCheck(survey).run(interruption(),
            ProgressLine.onTerminal(err(), "frames of " + file.getFileName(), survey.frames));
    }

    private void show(BookReport checked, String name) {
        report.row(checked, name);
        sound &= checked.isSound();
    }

    private static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    /** Everything below a directory; files that are no captures are passed over. */
    private void all() throws IOException {
        final List<Path> files;
        try (Stream<Path> found = Files.walk(source)) {
            files = found.filter(file -> file.getFileName().toString().endsWith(CAPTURE)).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new CommandException(source + ": neither a journal nor a directory with captures (*" + CAPTURE
                + ") below it");
        }
        report.head();
        final Set<String> missing = new TreeSet<>(Venues.names());
        for (final Path file : files) {
            final String name = source.relativize(file).toString();
            try {
                final BookReport checked = check(file);
                missing.remove(checked.venue());
                show(checked, shortened(name));
            } catch (final CommandException | CaptureException e) {
                report.unread("-", shortened(name), file, "not checked: " + oneCause(e, file));
            }
        }
        missing.forEach(none -> report.unread(none, "-", null, "no real capture of it here"));
    }

    private static String oneCause(Exception failure, Path file) {
        return failure.getMessage().replace(file + ": ", "").replaceFirst("; .*", "");
    }

    private static String shortened(String name) {
        return name.substring(0, name.length() - CAPTURE.length());
    }
}
