package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.StateHashDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

/** Compares what the stages make of a record when it is folded with what they made of it when it was recorded. */
final class FoldCheck {
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionUpdateDecoder then = new PositionUpdateDecoder();
    private final PositionUpdateDecoder now = new PositionUpdateDecoder();

    /**
     * The effects of the orders stage must be the same, byte for byte, and its verdict.
     *
     * @param from where in the slot its effects begin
     * @throws FoldException if they are not
     */
    void orders(DirectBuffer buffer, int record, int stage, Slot slot, int from) {
        if (RecordLayout.verdict(buffer, record) != slot.verdict()) {
            throw differs(buffer, record, "its verdict was " + RecordLayout.verdict(buffer, record) + ", now it is "
                + slot.verdict());
        }
        int recorded = RecordLayout.event(record);
        int made = from + RecordLayout.FRAME_HEADER_LENGTH;
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            recorded = RecordLayout.next(buffer, recorded);
            if (RecordLayout.stage(buffer, recorded) != stage || isOfCore(RecordLayout.templateId(buffer, recorded))) {
                continue;
            }
            if (made >= slot.recordLength()) {
                throw differs(buffer, record, "it held " + name(buffer, recorded) + ", which is not made now");
            }
            if (!isSame(buffer, recorded, slot.buffer(), made)) {
                throw differs(buffer, record, "it held another " + name(buffer, recorded) + " than is made now");
            }
            made = RecordLayout.next(slot.buffer(), made);
        }
        if (made < slot.recordLength()) {
            throw differs(buffer, record, "now " + name(slot.buffer(), made) + " is made, which it did not hold");
        }
    }

    private static boolean isOfCore(int template) {
        return template == StateHashDecoder.TEMPLATE_ID;
    }

    private static boolean isSame(DirectBuffer one, int first, DirectBuffer other, int second) {
        final int length = RecordLayout.messageLength(one, first);
        if (length != RecordLayout.messageLength(other, second)) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (one.getByte(first + i) != other.getByte(second + i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The position stage must come to the same quantities and the same money. Marks differ: there are no books here.
     *
     * @param from       where in the slot its effects begin
     * @param correcting whether money may differ by the half of a tick that a mark was rounded by
     * @throws FoldException if it does not
     */
    void positions(DirectBuffer buffer, int record, int ordersStage, Slot slot, int from, boolean correcting) {
        if (RecordLayout.templateId(buffer, RecordLayout.event(record)) == TimerDecoder.TEMPLATE_ID) {
            return;
        }
        int recorded = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            recorded = RecordLayout.next(buffer, recorded);
            if (RecordLayout.stage(buffer, recorded) > ordersStage
                && RecordLayout.templateId(buffer, recorded) == PositionUpdateDecoder.TEMPLATE_ID) {
                then.wrapAndApplyHeader(buffer, recorded, header);
                if (!find(slot, from) || now.quantity() != then.quantity() || !correcting && !isSameMoney()) {
                    throw differs(buffer, record, "its position of strategy " + then.strategyId() + " in instrument "
                        + then.instrumentId() + " was " + then.quantity() + ", realised " + then.realised()
                        + ", fees " + then.fees() + ", and is not now");
                }
            }
        }
    }

    private boolean isSameMoney() {
        return now.realised() == then.realised() && now.fees() == then.fees()
            && now.realisedFifo() == then.realisedFifo() && now.funding() == then.funding();
    }

    private boolean find(Slot slot, int from) {
        for (int made = from + RecordLayout.FRAME_HEADER_LENGTH; made < slot.recordLength();
             made = RecordLayout.next(slot.buffer(), made)) {
            if (slot.templateId(made) == PositionUpdateDecoder.TEMPLATE_ID) {
                now.wrapAndApplyHeader(slot.buffer(), made, header);
                if (now.instrumentId() == then.instrumentId() && now.strategyId() == then.strategyId()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String name(DirectBuffer buffer, int message) {
        return new MessageCatalog().name(RecordLayout.templateId(buffer, message));
    }

    private static FoldException differs(DirectBuffer buffer, int record, String how) {
        return new FoldException("record " + RecordLayout.sequence(buffer, record) + " folds to something else than it"
            + " was made of: " + how + "; the journal was written by another version, or is not what the engine wrote");
    }
}
