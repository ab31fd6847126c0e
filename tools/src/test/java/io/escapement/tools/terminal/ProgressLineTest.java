package io.escapement.tools.terminal;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ProgressLineTest {
    private final StringWriter text = new StringWriter();
    private final ProgressLine line = ProgressLine.always(new PrintWriter(text), "records", 1_000);

    @Test
    void tellsHowFarItIsHowFastAndHowLongItWillTake() {
        assertEquals("[######                  ]  25%  250 records, 50/s, 0:15 left", line.line(250, 5_000_000_000L));
        assertEquals("[########################] 100%  1,000 records, 100/s, 0:00 left",
            line.line(1_000, 10_000_000_000L));
    }

    @Test
    void leavesOutWhatItCannotKnow() {
        assertEquals("2,000 records, 1,000/s",
            ProgressLine.always(new PrintWriter(text), "records", 0).line(2_000, 2_000_000_000L));
    }

    @Test
    void isSilentWhenItIsOverSoon() {
        line.update(1_000);
        line.clear();
        assertEquals("", text.toString());
    }
}
