package io.escapement.engine.venue.event;

import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Slot;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** {@code FeedStatus} events with a short text, put together without allocating: a hostile venue can ask for many. */
public final class StatusWriter {
    private static final int LONGEST = 240;
    private static final int LONGEST_QUOTE = 40;

    private final EventOutlet outlet;
    private final Venue venue;
    private final int connectionId;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FeedStatusEncoder encoder = new FeedStatusEncoder();
    private final UnsafeBuffer detail = new UnsafeBuffer(new byte[LONGEST]);
    private int length;

    public StatusWriter(EventOutlet outlet, Venue venue, int connectionId) {
        this.outlet = outlet;
        this.venue = venue;
        this.connectionId = connectionId;
    }

    public StatusWriter begin() {
        length = 0;
        return this;
    }

    /** ASCII; what does not fit is cut off. */
    public StatusWriter text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    /** ASCII in brackets, or nothing. */
    public StatusWriter note(String ascii) {
        return ascii.isEmpty() ? this : text(" (").text(ascii).text(")");
    }

    public StatusWriter number(long natural) {
        long divisor = 1;
        while (natural / divisor >= 10) {
            divisor *= 10;
        }
        for (; divisor > 0; divisor /= 10) {
            put((int) ('0' + natural / divisor % 10));
        }
        return this;
    }

    /**
     * The venue's own characters, the first {@value #LONGEST_QUOTE}; a question mark for each that is not printable.
     */
    public StatusWriter quote(DirectBuffer buffer, int from, int to) {
        for (int i = from; i < Math.min(to, from + LONGEST_QUOTE); i++) {
            final byte c = buffer.getByte(i);
            put(c >= ' ' && c < 0x7F ? c : '?');
        }
        return this;
    }

    private void put(int c) {
        if (length < LONGEST) {
            detail.putByte(length++, (byte) c);
        }
    }

    /** @param instrumentId null value of the schema where it is about no instrument, or about an unknown one */
    public void publish(FeedCondition condition, int instrumentId, long receiveTimeNs) {
        final Slot slot = outlet.slot();
        encoder.wrapAndApplyHeader(slot.buffer(), slot.event(), header)
            .receiveTimeNs(receiveTimeNs)
            .instrumentId(instrumentId)
            .connectionId(connectionId)
            .venue(venue)
            .condition(condition)
            .putDetail(detail, 0, length);
        outlet.publish(MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }
}
