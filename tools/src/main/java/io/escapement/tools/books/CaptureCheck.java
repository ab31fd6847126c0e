package io.escapement.tools.books;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds the books of a capture fast and slow, and compares them after each frame. */
final class CaptureCheck {
    private final CaptureSurvey survey;
    private final Tally tally = new Tally();
    /** By the connections' numbers: each has books of its own. */
    private final Map<Integer, CaptureLane> lanes = new TreeMap<>();

    CaptureCheck(CaptureSurvey survey) {
        this.survey = survey;
    }

    BookReport run(Interruption interruption, ProgressLine progress) throws IOException {
        try (CaptureReader reader = CaptureReader.open(survey.file)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                interruption.check();
                tally.at(survey.file.getFileName() + ", line " + reader.lineNumber());
                take(line);
                progress.update(tally.frames);
            }
        }
        progress.clear();
        tally.at(survey.file.getFileName() + ", at the end");
        lanes.values().forEach(CaptureLane::finish);
        return new BookReport(survey, tally, finals());
    }

    private void take(CaptureLine line) {
        switch (line.kind()) {
            case OPEN -> lane(line);
            case OUT -> lane(line).onSent(line);
            case IN -> lane(line).onFrame(line);
            default -> lanes.values().forEach(lane -> lane.onReply(line));
        }
    }

    private CaptureLane lane(CaptureLine line) {
        return lanes.computeIfAbsent(line.connection(),
            connection -> new CaptureLane(survey, connection, line.timeNs(), tally));
    }

    private List<FinalBook> finals() {
        final List<FinalBook> finals = new ArrayList<>();
        lanes.forEach((connection, lane) -> lane.streamed().forEach(twin -> {
            final Instrument instrument = twin.instrument;
            finals.add(FinalBook.of(survey.venue, connection, instrument, lane.fast()));
        }));
        return finals;
    }
}
