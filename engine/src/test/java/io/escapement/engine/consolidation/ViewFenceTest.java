package io.escapement.engine.consolidation;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.ConsolidatedChangeDecoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.feed.FeedScript;
import io.escapement.engine.pipeline.Slot;
import org.junit.jupiter.api.Test;

import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Behind the real feed and book stages: what makes a book doubtful takes it out of its view in the same record. */
class ViewFenceTest {
    private static final long NONE = Long.MIN_VALUE;

    private final ConsolidationStage stage = new ConsolidationStage(ConsolidationConfig.usual());
    private final FeedScript script = new FeedScript(FeedScript.limits());

    /** Runs the stage on the record that the script has just made. @return books in the view; -1: no change told */
    private int inView() {
        final Slot slot = script.driver.slot();
        stage.onEvent(slot);
        int inside = -1;
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (slot.templateId(effect) == ConsolidatedChangeDecoder.TEMPLATE_ID) {
                inside = new ConsolidatedChangeDecoder().wrapAndApplyHeader(slot.buffer(), effect,
                    new MessageHeaderDecoder()).venues();
            }
        }
        return inside;
    }

    private void live(int id, long at) {
        script.status(id, FeedCondition.SUBSCRIBED);
        inView();
        script.delta(id, at - 1, at, "|");
        inView();
        script.status(id, FeedCondition.RESYNC_STARTED);
        assertEquals(-1, inView());
        script.snapshot(id, at, "100x5 | 101x5");
    }

    private void two() {
        for (int id = 1; id <= 2; id++) {
            script.define(id);
            assertEquals(-1, inView());
        }
        live(1, 100);
        assertEquals(1, inView());
        live(2, 100);
        assertEquals(2, inView());
    }

    @Test
    void shouldLeaveWithTheGapTheCrossingTheSilenceAndTheLostConnection() {
        two();
        script.delta(1, 105, 106, "99x1 |");
        assertEquals(1, inView(), "a gap");
        live(1, 110);
        assertEquals(2, inView());
        script.delta(1, 111, 111, "101x1 |");
        assertEquals(1, inView(), "crossed");
        script.delta(1, 112, 112, "101x0 |");
        assertEquals(-1, inView(), "in quarantine");
        script.status(0, FeedCondition.DISCONNECTED);
        assertEquals(0, inView(), "disconnected");
    }

    @Test
    void shouldLeaveWhenItHasBeenSilentForTooLong() {
        two();
        script.after(5_001).timer(2);
        assertEquals(1, inView());
    }

    @Test
    void shouldHoldExactlyTheLiveBooksWhateverHappens() {
        two();
        final SplittableRandom random = new SplittableRandom(11);
        final long[] at = {0, 100, 100};
        int known = 2;
        for (int i = 0; i < 3_000; i++) {
            final int id = 1 + random.nextInt(2);
            step(random, id, at);
            final int inside = inView();
            known = inside == -1 ? known : inside;
            int live = 0;
            for (int book = 1; book <= 2; book++) {
                live += script.book.state(book) == BookState.LIVE ? 1 : 0;
            }
            assertEquals(live, known, "step " + i);
        }
    }

    private void step(SplittableRandom random, int id, long[] at) {
        script.after(random.nextInt(300));
        switch (random.nextInt(10)) {
            case 0 -> script.status(id, FeedCondition.RESYNC_STARTED);
            case 1, 2 -> script.snapshot(id, at[id], (90 + random.nextInt(5)) + "x1 | 95x1");
            case 3 -> script.timer(id);
            case 4 -> script.status(random.nextInt(20) == 0 ? 0 : id,
                random.nextInt(5) == 0 ? FeedCondition.DISCONNECTED : FeedCondition.SUBSCRIBED);
            default -> {
                final long first = at[id] + 1 + (random.nextInt(15) == 0 ? 3 : 0);
                at[id] = first;
                final long price = 88 + random.nextInt(6);
                script.delta(id, first, first, NONE, FeedScript.WHOLE, random.nextInt(30) == 0 ? "97x1 |"
                    : price + "x" + (1 + random.nextInt(9)) + " | 95x" + (1 + random.nextInt(9)));
            }
        }
    }
}
