package io.escapement.tools.journal;

import io.escapement.journal.Finding;
import io.escapement.journal.JournalVerifier;
import io.escapement.journal.Verification;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.Times;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Locale;

/** Finds out whether a journal is what was written. */
@Command(name = "verify",
    description = "Checks every byte of a journal's records, and the hash chain over them; names what is damaged, "
        + "lost, moved or torn by its sequence. The journal may be one that is being written.",
    footer = {"", "Example: tools verify journals/demo"})
public final class VerifyCommand extends ToolCommand {
    @Parameters(paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Override
    public Integer call() {
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", 0);
        final Verification verification = JournalVerifier.verify(journal, records -> {
            interruption().check();
            progress.update(records);
        });
        progress.clear();
        if (json) {
            printJson(verification);
        } else {
            print(verification);
        }
        return verification.isSound() ? Exit.FINE : Exit.FOUND;
    }

    private void print(Verification result) {
        for (final Finding finding : result.findings()) {
            out().println(finding);
        }
        if (result.damaged() > result.findings().size()) {
            out().println("and " + (result.damaged() - result.findings().size()) + " more");
        }
        for (final String note : result.notes()) {
            out().println("note: " + note);
        }
        if (result.records() > 0) {
            out().printf(Locale.ROOT, "%,d records, sequences %d to %d, %s to %s, %,d bytes in %d files%n",
                result.records(), result.firstSequence(), result.lastSequence(),
                Times.format(result.firstEventTimeNs()), Times.format(result.lastEventTimeNs()), result.bytes(),
                result.files());
        } else {
            out().println("no records in " + result.files() + " files");
        }
        out().println("final hash " + Hashes.hex(result.hash()));
        out().println(result.isSound() ? "sound" : "DAMAGED: " + result.damaged() + " findings");
    }

    private void printJson(Verification result) {
        final JsonLines lines = new JsonLines(out());
        for (final Finding finding : result.findings()) {
            lines.line(object -> {
                object.writeStringField("kind", "finding");
                object.writeStringField("damage", finding.kind().name());
                object.writeNumberField("sequence", finding.sequence());
                object.writeStringField("file", finding.file());
                object.writeNumberField("position", finding.position());
                object.writeStringField("detail", finding.detail());
            });
        }
        lines.line(object -> {
            object.writeStringField("kind", "result");
            object.writeBooleanField("sound", result.isSound());
            object.writeNumberField("findings", result.damaged());
            object.writeNumberField("records", result.records());
            object.writeNumberField("firstSequence", result.firstSequence());
            object.writeNumberField("lastSequence", result.lastSequence());
            object.writeNumberField("firstEventTimeNs", result.firstEventTimeNs());
            object.writeNumberField("lastEventTimeNs", result.lastEventTimeNs());
            object.writeNumberField("bytes", result.bytes());
            object.writeNumberField("files", result.files());
            object.writeStringField("hash", Hashes.hex(result.hash()));
            object.writeArrayFieldStart("notes");
            for (final String note : result.notes()) {
                object.writeString(note);
            }
            object.writeEndArray();
        });
    }
}
