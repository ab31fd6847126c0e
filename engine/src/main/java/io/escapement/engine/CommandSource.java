package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OperatorCommandEncoder;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import org.jctools.queues.MpscArrayQueue;

/** Commands of people, from any thread into the ring. */
final class CommandSource implements EventSource {
    private static final int MAX_WAITING = 64;

    /** @param cause of a halt; {@code person} who commands; {@code reason} why */
    private record Waiting(Command command, Reason cause, String person, String reason) {
    }

    private final MpscArrayQueue<Waiting> waiting = new MpscArrayQueue<>(MAX_WAITING);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OperatorCommandEncoder encoder = new OperatorCommandEncoder();

    /**
     * Takes a command for the whole engine.
     *
     * @return false if too many wait already
     */
    boolean offer(Command command, String person, String reason) {
        return offer(command, Reason.OPERATOR, person, reason);
    }

    /** As the other, with the reason that a halt shall have. */
    boolean offer(Command command, Reason cause, String person, String reason) {
        return waiting.offer(new Waiting(command, cause, person, reason));
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        int published = 0;
        for (Waiting next = waiting.relaxedPoll(); next != null; next = waiting.relaxedPoll()) {
            final Slot slot = inlet.claim();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
                .receiveTimeNs(nowNs)
                .instrumentId(OperatorCommandEncoder.instrumentIdNullValue())
                .command(next.command)
                .cause(next.cause)
                .person(next.person)
                .reason(next.reason);
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength(), Provenance.ENGINE);
            inlet.publish(slot);
            published++;
        }
        return published;
    }
}
