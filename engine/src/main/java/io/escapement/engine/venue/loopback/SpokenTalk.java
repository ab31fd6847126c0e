package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The talk of a venue other than Binance, as far as venues are alike. */
abstract class SpokenTalk extends Talk {
    private static final String UNREADABLE = "<html>502 \\u00zz {[\"\"\"";

    final Player player;
    final Speech speech;
    private final List<byte[]> late = new ArrayList<>();
    private FaultKind spoil;

    SpokenTalk(final Player player, final Speech speech) {
        this.player = player;
        this.speech = speech;
    }

    @Override
    void begin(final List<String> topics) {
    }

    /** None by default: limits are the venue's own business. */
    @Override
    int inboundPerSecond(final Limits limits) {
        return 0;
    }

    @Override
    boolean sayShutdown(final long nowMs) {
        return false;
    }

    /** Whether frames are binary. */
    boolean isBinary() {
        return false;
    }

    /** The text with what is this connection's own, such as a number. */
    String own(final String text, final String asked) {
        return text;
    }

    /** The bytes of a text on the wire. */
    byte[] bytes(final String text, final FaultKind spoiling) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends a text that is no frame of the source. */
    void say(final String text) {
        if (isBinary()) {
            session.sendBinary(bytes(text, null));
        } else {
            session.sendControl(text);
        }
    }

    @Override
    final void spoilNext(final FaultKind kind) {
        spoil = kind;
    }

    @Override
    final void write(final SourceItem item, final String asked, final Delivery delivery, final FrameBatch out) {
        final SourceItem.Spoken frame = (SourceItem.Spoken) item;
        for (final SourceItem.Spoken part : speech.parts(frame)) {
            writePart(part, asked, delivery, out);
        }
        if (frame.update() != null) {
            afterBook(frame.update().symbol(), asked, out);
        }
    }

    private void writePart(final SourceItem.Spoken frame, final String asked, final Delivery delivery,
        final FrameBatch out) {
        final byte[] payload = payload(frame, asked);
        if (payload == null || delivery == Delivery.NEVER) {
            return;
        }
        if (delivery == Delivery.LATE) {
            late.add(payload);
            return;
        }
        out.add(payload, isBinary());
        if (delivery == Delivery.TWICE) {
            out.add(payload, isBinary());
        }
    }

    /** A book message has been written. */
    void afterBook(final String symbol, final String asked, final FrameBatch out) {
    }

    @Override
    final void release(final FrameBatch out) {
        late.forEach(payload -> out.add(payload, isBinary()));
        late.clear();
    }

    private byte[] payload(final SourceItem.Spoken frame, final String asked) {
        final FaultKind spoiling = spoil;
        spoil = null;
        return encode(frame, asked, spoiling);
    }

    /** A frame's bytes; null where this client is not to get it. */
    byte[] encode(final SourceItem.Spoken frame, final String asked, final FaultKind spoiling) {
        final boolean recorded = frame.text() != null;
        final String text = !recorded ? speech.write(frame.update(), asked)
            : frame.topic() == null || asked.equals(frame.topic()) ? frame.text()
            : frame.text().replace(frame.topic(), asked);
        return text == null ? null : bytes(spoilt(own(text, asked), spoiling), spoiling);
    }

    private String spoilt(final String text, final FaultKind kind) {
        final String field = '"' + speech.numberField() + "\":";
        if (kind == FaultKind.TRUNCATED) {
            return text.substring(0, text.length() / 2);
        }
        if (kind == FaultKind.GARBAGE) {
            return UNREADABLE + text.substring(text.length() / 2).replace('}', '~');
        }
        if (kind == FaultKind.RENAMED_FIELD) {
            return text.replace(field, "\"renamed\":");
        }
        if (kind == FaultKind.DUPLICATE_KEY) {
            return text.replace(field, field + "1," + field);
        }
        if (kind == FaultKind.OVERSIZED) {
            final int padding = (int) Math.max(1, player.faults().parameter(FaultKind.OVERSIZED) - text.length());
            final int at = Math.max(1, text.lastIndexOf(']'));
            return speech.numberField() == null ? text.substring(0, at) + ",\"" + "x".repeat(padding) + '"'
                + text.substring(at) : text.replace(field, "\"padding\":\"" + "x".repeat(padding) + "\"," + field);
        }
        return text;
    }

    /** Whether a fault has this subscription refused. */
    boolean isRefusedByFault() {
        return player.faults().happens(FaultKind.SUBSCRIBE_REFUSED);
    }

    boolean knows(final String symbol) {
        return player.market().has(symbol);
    }

    /**
     * Subscribes to a topic after its acknowledgement has been sent, and sends the whole book where the stream begins
     * with one and the venue has it; where not yet, it comes as soon as the play gets there.
     *
     * @param asked what stands for the topic's name in frames: what a recorded name is replaced with
     */
    void subscribe(final String key, final String asked) {
        session.subscribe(key, asked);
        final String symbol = player.market().bookOf(key);
        if (symbol != null && !speech.isAskedForBooks() && player.market().isKnown(symbol)) {
            sendBook(key, symbol, asked);
        }
    }

    private void sendBook(final String key, final String symbol, final String asked) {
        final SpokenMarket market = (SpokenMarket) player.market();
        Update whole = market.whole(symbol, Integer.MAX_VALUE);
        final boolean crossed = player.faults().happens(FaultKind.SNAPSHOT_CROSSED);
        final boolean cut = player.faults().happens(FaultKind.SNAPSHOT_TRUNCATED);
        whole = crossed ? market.crossed(whole) : whole;
        final SourceItem.Spoken frame = new SourceItem.Spoken(whole.timeNs(), key, whole, null, null);
        final byte[] payload = encode(frame, asked, cut ? FaultKind.TRUNCATED : null);
        if (payload != null) {
            session.sendNow(payload, isBinary());
        }
        if (!crossed && !cut) {
            player.onBookSent(symbol);
        }
    }
}
