package io.escapement.engine.venue.event;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.testkit.EventLines;
import io.escapement.engine.testkit.RecordingInlet;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ConnectionSequenceTest {
    private final RecordingInlet inlet = new RecordingInlet();
    private final EventOutlet outlet = new EventOutlet(inlet, Provenance.CAPTURE);
    private final StatusWriter status = new StatusWriter(outlet, Venue.COINBASE, 3);

    private void gap(String detail) {
        assertEquals(List.of("CONNECTION_GAP - connection 3 COINBASE: " + detail), EventLines.render(inlet));
        inlet.clear();
    }

    private void take(ConnectionSequence sequence, long... numbers) {
        for (final long number : numbers) {
            outlet.begin(0);
            assertTrue(sequence.isNew(number, 1), () -> "" + number);
        }
    }

    @Test
    void takesNumbersWithoutHoles() {
        take(new ConnectionSequence(status, 0), 0, 1, 2, 3);
        take(new ConnectionSequence(status, ConnectionSequence.ANY), 4_711, 4_712);
        assertEquals(0, inlet.size());
    }

    @Test
    void tellsAHoleAndGoesOnBehindIt() {
        final ConnectionSequence sequence = new ConnectionSequence(status, 0);
        take(sequence, 0, 5_000_000_000L);
        gap("expected 1, got 5000000000");
        take(sequence, 5_000_000_001L);
        assertEquals(0, inlet.size());
        take(new ConnectionSequence(status, 1), 2);
        gap("expected 1, got 2");
    }

    @Test
    void passesOverOneRepetition() {
        final ConnectionSequence sequence = new ConnectionSequence(status, 0);
        take(sequence, 0, 1, 2);
        assertFalse(sequence.isNew(2, 1));
        take(sequence, 3);
        assertFalse(sequence.isNew(1, 1));
        take(sequence, 4);
        assertEquals(0, inlet.size());
    }

    @Test
    void doesNotTakeANewCountForRepetitions() {
        final ConnectionSequence sequence = new ConnectionSequence(status, 0);
        take(sequence, 0, 1, 2);
        take(sequence, 0);
        gap("expected 3, got 0");
        take(sequence, 1, 2, 3);
        assertFalse(sequence.isNew(1, 1));
        take(sequence, 2);
        gap("expected 4, got 2");
        take(sequence, 3);
        assertEquals(0, inlet.size());
    }

    @Test
    void countsNoFurtherThanItCan() {
        final ConnectionSequence sequence = new ConnectionSequence(status, ConnectionSequence.ANY);
        take(sequence, Long.MAX_VALUE, Long.MAX_VALUE);
        assertEquals(0, inlet.size());
    }
}
