package io.escapement.engine.pipeline;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.StateHashDecoder;
import io.escapement.codecs.sbe.StateHashEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.journal.RecordLayout;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class CoreTest {
    private final Slot slot = new SlotMemory(1, 4096, 1024).nextSlot();
    private final SplittableRandom random = new SplittableRandom(8);

    private Slot event() {
        slot.clear();
        ToyStages.encode(slot, random, new TimerEncoder(), new MessageHeaderEncoder());
        return slot;
    }

    @Test
    void sequencesGoOnFromTheLastAndTimeNeverGoesBack() {
        final Core core = new Core(ToyStages.all(), 0, 41, 1_000);
        core.onEvent(event(), 999);
        assertEquals(42, slot.sequence());
        assertEquals(1_000, slot.eventTimeNs());
        core.onEvent(event(), 1_500);
        core.onEvent(event(), 1_200);
        assertEquals(44, slot.sequence());
        assertEquals(1_500, slot.eventTimeNs());
    }

    @Test
    void aReplayRefusesAHoleARepeatAndTimeThatGoesBack() {
        final Core core = new Core(ToyStages.all(), 0, 41, 1_000);
        assertEquals("sequence 43 does not follow 41",
            assertThrows(IllegalArgumentException.class, () -> core.onEvent(event(), 43, 2_000)).getMessage());
        core.onEvent(event(), 42, 2_000);
        assertThrows(IllegalArgumentException.class, () -> core.onEvent(event(), 42, 2_000));
        assertThrows(IllegalArgumentException.class, () -> core.onEvent(event(), 43, 1_999));
    }

    @Test
    void theCheckedHashCoversTheCheckedEffectsAndIsZeroWithoutAny() {
        final Core without = new Core(List.of());
        without.onEvent(event(), 1);
        assertEquals(0, RecordLayout.checkedHash(slot.buffer(), 0));
        assertEquals(slot.recordLength(), RecordLayout.length(slot.buffer(), 0));
        final Core with = new Core(List.of(new ToyStages.Sum(), new ToyStages.Spread()));
        do {
            with.onEvent(event(), 1);
        } while (slot.checkedLength() == 0);
        final CRC32C crc = new CRC32C();
        for (int i = 0; i < slot.checkedLength(); i++) {
            crc.update(slot.buffer().getByte(slot.checkedStart() + i));
        }
        assertEquals(crc.getValue(), RecordLayout.checkedHash(slot.buffer(), 0));
    }

    @Test
    void everyStageSaysItsHashAtTheCadenceEvenInAFullSlot() {
        final List<Stage> stages = new ArrayList<>(Collections.nCopies(Core.MAX_STAGES - 1, new Constant()));
        stages.add(0, new Filling());
        final Core core = new Core(stages, 2, 0, 0);
        core.onEvent(event(), 1);
        assertFalse(slot.isFaulted());
        core.onEvent(event(), 1);
        assertFalse(slot.isFaulted(), () -> String.valueOf(slot.failure()));
        final List<Integer> hashed = new ArrayList<>();
        final StateHashDecoder hash = new StateHashDecoder();
        for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
            hash.wrapAndApplyHeader(slot.buffer(), m, new MessageHeaderDecoder());
            if (hash.hash() == 42) {
                hashed.add(hash.stage());
            }
        }
        assertEquals(IntStream.range(0, Core.MAX_STAGES).boxed().toList(), hashed);
    }

    @Test
    void moreStagesThanASlotHasHashRoomForAreRefused() {
        assertThrows(IllegalArgumentException.class,
            () -> new Core(Collections.nCopies(Core.MAX_STAGES + 1, new Constant())));
    }

    private static class Constant implements Stage {
        @Override
        public String name() {
            return "constant";
        }

        @Override
        public void onEvent(Slot slot) {
        }

        @Override
        public long stateHash() {
            return 42;
        }
    }

    /** Leaves no room for kept effects. */
    private static final class Filling extends Constant {
        @Override
        public void onEvent(Slot slot) {
            final StateHashEncoder effect = new StateHashEncoder();
            try {
                while (true) {
                    effect.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(20), new MessageHeaderEncoder())
                        .hash(1).stage(9);
                    slot.commitEffect(20);
                }
            } catch (final SlotOverflowException full) {
                slot.verdict(Verdict.APPLIED);
            }
        }
    }
}
