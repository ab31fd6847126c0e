package io.escapement.engine.position;

import io.escapement.codecs.sbe.AssetNamedEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PositionUpdateEncoder;
import io.escapement.engine.pipeline.Slot;
import org.agrona.DirectBuffer;

/** Writes what the position stage has to say. */
final class PositionEffects {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int UPDATE_LENGTH = HEADER + PositionUpdateEncoder.BLOCK_LENGTH
        + PositionUpdateEncoder.AmountsEncoder.sbeHeaderSize();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final PositionUpdateEncoder update = new PositionUpdateEncoder();
    private final AssetNamedEncoder named = new AssetNamedEncoder();

    /** The mark is {@link Position#NO_PRICE} where there is none. */
    void update(Slot slot, int instrumentId, Position position, long mark) {
        final boolean marked = mark != Position.NO_PRICE;
        final AssetAmounts amounts = position.amounts();
        final int length = UPDATE_LENGTH + amounts.count() * PositionUpdateEncoder.AmountsEncoder.sbeBlockLength();
        final int offset = slot.claimEffect(length);
        update.wrapAndApplyHeader(slot.buffer(), offset, header)
            .quantity(position.quantity())
            .averagePrice(position.averagePrice())
            .realised(position.realised())
            .fees(position.fees())
            .unrealised(marked ? position.unrealised(mark) : PositionUpdateEncoder.unrealisedNullValue())
            .markPrice(marked ? mark : PositionUpdateEncoder.markPriceNullValue())
            .instrumentId(instrumentId)
            .strategyId(position.strategyId())
            .realisedFifo(position.realisedFifo())
            .funding(position.funding());
        final PositionUpdateEncoder.AmountsEncoder group = update.amountsCount(amounts.count());
        for (int i = 0; i < amounts.count(); i++) {
            group.next().fees(amounts.fees(i)).funding(amounts.funding(i)).assetId(amounts.assetId(i));
        }
        slot.commitEffect(length);
        position.toldMark(mark);
    }

    void name(Slot slot, int assetId, DirectBuffer name) {
        final int length = HEADER + AssetNamedEncoder.BLOCK_LENGTH + AssetNamedEncoder.nameHeaderLength()
            + name.capacity();
        named.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(length), header)
            .assetId(assetId)
            .putName(name, 0, name.capacity());
        slot.commitEffect(length);
    }
}
