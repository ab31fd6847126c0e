package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.ByteOrder;

/** Tells the quantities of a carried position anew, where the venue counts in another unit than it did. */
final class RescaledPosition {
    private RescaledPosition() {
    }

    /**
     * Changes a message in place.
     *
     * @throws FoldException if a quantity cannot be told exactly
     */
    static void rescale(MutableDirectBuffer buffer, int message, InstrumentMapping mapping, int idBefore) {
        final CarriedPositionDecoder written = new CarriedPositionDecoder();
        written.wrapAndApplyHeader(buffer, message, new MessageHeaderDecoder());
        try {
            final long quantity = mapping.quantity(idBefore, written.quantity(),
                CarriedPositionDecoder.quantityNullValue());
            buffer.putLong(message + MessageHeaderEncoder.ENCODED_LENGTH
                + CarriedPositionEncoder.quantityEncodingOffset(), quantity, ByteOrder.LITTLE_ENDIAN);
            final CarriedPositionDecoder.LotsDecoder lots = written.lots();
            int at = written.limit();
            for (final CarriedPositionDecoder.LotsDecoder lot : lots) {
                final long shifted = mapping.quantity(idBefore, lot.quantity(),
                    CarriedPositionDecoder.LotsDecoder.quantityNullValue());
                buffer.putLong(at, shifted, ByteOrder.LITTLE_ENDIAN);
                at += lots.actingBlockLength();
            }
        } catch (final ArithmeticException e) {
            throw new FoldException("the position of strategy " + written.strategyId() + " in instrument " + idBefore
                + " is open, and the venue has changed its exponents: " + e.getMessage() + "; close it at the venue and"
                + " start with a new journal.directory", e);
        }
    }
}
