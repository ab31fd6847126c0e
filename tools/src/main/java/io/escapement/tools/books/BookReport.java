package io.escapement.tools.books;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of checking one source.
 *
 * @param source  file or directory
 * @param venue   as configs name it; empty where the source is of several
 * @param seconds from its first to its last line or record
 * @param form    "capture" or "journal"
 */
record BookReport(Path source, String venue, String form, double seconds, Tally tally, List<String> notes,
                  List<FinalBook> books) {
    BookReport(CaptureSurvey survey, Tally tally, List<FinalBook> books) {
        this(survey.file, survey.venue, "capture", survey.seconds(), tally, notes(survey, tally), books);
    }

    private static List<String> notes(CaptureSurvey survey, Tally tally) {
        final List<String> notes = new ArrayList<>(survey.notes);
        if (survey.truncated) {
            notes.add("the file ends in the middle of a line: its whole lines are what was checked");
        }
        if (tally.refused > 0) {
            notes.add(tally.refused + " frames that the decoder refuses");
        }
        if (tally.cut > 0) {
            notes.add(tally.cut + " quantities with more digits than the book keeps, cut in both");
        }
        return List.copyOf(notes);
    }

    /** Of a journal, what the venue sent wrong is no fault of ours: that the engine trusted it would be. */
    boolean isSound() {
        return form.equals("journal") ? tally.differences == 0 : tally.isSound();
    }

    long live() {
        return books.stream().filter(FinalBook::isLive).count();
    }

    void write(JsonGenerator object) throws IOException {
        object.writeStringField("kind", form);
        object.writeStringField("source", source.toString());
        object.writeStringField("venue", venue);
        object.writeBooleanField("sound", isSound());
        object.writeNumberField("seconds", seconds);
        object.writeNumberField("frames", tally.frames);
        object.writeNumberField("bookMessages", tally.bookMessages);
        object.writeNumberField("snapshots", tally.snapshots);
        object.writeNumberField("sequenceChecks", tally.sequenceChecks);
        object.writeNumberField("sequenceMismatches", tally.sequenceMismatches);
        object.writeNumberField("checksums", tally.checksums);
        object.writeNumberField("checksumMismatches", tally.checksumMismatches);
        object.writeNumberField("compared", tally.compared);
        object.writeNumberField("differences", tally.differences);
        object.writeNumberField("refused", tally.refused);
        object.writeNumberField("books", books.size());
        object.writeNumberField("live", live());
        object.writeStringField("first", tally.first);
        object.writeArrayFieldStart("notes");
        for (final String note : notes) {
            object.writeString(note);
        }
        object.writeEndArray();
    }
}
