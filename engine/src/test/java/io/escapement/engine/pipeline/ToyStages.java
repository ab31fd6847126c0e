package io.escapement.engine.pipeline;

import io.escapement.codecs.Messages;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.StateHashEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.journal.RecordLayout;

import java.util.List;
import java.util.SplittableRandom;

/** Stages with no meaning but with state, which read what the ones before appended. Events are timers. */
final class ToyStages {
    static final List<String> NAMES = List.of("sum", "spread", "echo");

    private ToyStages() {
    }

    static List<Stage> all() {
        return List.of(new Sum(), new Spread(), new Echo());
    }

    /** Encodes a random event. */
    static void encode(Slot slot, SplittableRandom random, TimerEncoder timer, MessageHeaderEncoder header) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .dueTimeNs(random.nextLong()).cadenceNs(random.nextInt(1000)).instrumentId(random.nextInt(5));
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.SIMULATED);
    }

    /** Adds the events up and says so in a kept effect; judges them by parity. */
    static final class Sum implements Stage {
        private final TimerDecoder timer = new TimerDecoder();
        private final StateHashEncoder effect = new StateHashEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private long sum;

        @Override
        public String name() {
            return "sum";
        }

        @Override
        public void onEvent(Slot slot) {
            timer.wrap(slot.buffer(), slot.event() + MessageHeaderDecoder.ENCODED_LENGTH, TimerDecoder.BLOCK_LENGTH,
                TimerDecoder.SCHEMA_VERSION);
            sum = sum * 31 + timer.dueTimeNs() + slot.sequence() + slot.eventTimeNs();
            slot.verdict((sum & 1) == 0 ? Verdict.APPLIED : Verdict.REFUSED);
            effect.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(20), header).hash(sum).stage(-1);
            slot.commitEffect(20);
        }

        @Override
        public long stateHash() {
            return sum;
        }
    }

    /** Appends none to four checked effects of odd lengths. */
    static final class Spread implements Stage {
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private long hash;

        @Override
        public String name() {
            return "spread";
        }

        @Override
        public void onEvent(Slot slot) {
            final long seed = slot.buffer().getLong(slot.firstEffect() + MessageHeaderDecoder.ENCODED_LENGTH);
            final int count = (int) (seed & 0x7FFFFFFF) % 5;
            for (int i = 0; i < count; i++) {
                final int length = MessageHeaderEncoder.ENCODED_LENGTH + i * 3 + 1;
                final int message = slot.claimChecked(length);
                header.wrap(slot.buffer(), message).blockLength(i * 3 + 1)
                    .templateId(Messages.FIRST_CHECKED_EFFECT + 19).schemaId(7301).version(1);
                for (int b = 0; b <= i * 3; b++) {
                    slot.buffer().putByte(message + MessageHeaderEncoder.ENCODED_LENGTH + b, (byte) (seed >> b));
                }
                slot.commitChecked(length);
                hash = hash * 31 + seed + i;
            }
        }

        @Override
        public long stateHash() {
            return hash;
        }
    }

    /** Says in a kept effect what it saw of the stages before. */
    static final class Echo implements Stage {
        private final StateHashEncoder effect = new StateHashEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private long seen;

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public void onEvent(Slot slot) {
            if (slot.verdict() != Verdict.APPLIED) {
                return;
            }
            for (int m = slot.firstChecked(); m != Slot.NONE; m = slot.nextChecked(m)) {
                seen += RecordLayout.messageLength(slot.buffer(), m) * 17L;
            }
            for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
                seen = seen * 31 + slot.templateId(m);
            }
            effect.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(20), header).hash(seen).stage(-2);
            slot.commitEffect(20);
        }

        @Override
        public long stateHash() {
            return seen;
        }
    }

    /** Throws on one sequence; otherwise does what the stage within does. */
    record Failing(Stage within, long atSequence, RuntimeException thrown) implements Stage {
        @Override
        public String name() {
            return within.name();
        }

        @Override
        public void onEvent(Slot slot) {
            within.onEvent(slot);
            if (slot.sequence() == atSequence) {
                throw thrown;
            }
        }

        @Override
        public long stateHash() {
            return within.stateHash();
        }
    }
}
