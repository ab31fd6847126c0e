package io.escapement.engine.venue.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a server's WebSocket frames (RFC 6455, section 5) in place: a server does not mask, so a frame that lies whole
 * in what the socket gave is handed on without a copy and without an object. Only a frame cut by the end of a read is
 * put together in a buffer of our own, and so are the fragments of a fragmented message. No extension is negotiated,
 * so a frame with a reserved bit is a violation.
 *
 * <p>Stands where Netty's own decoder would; the tests hold the two against each other byte for byte.
 */
final class WebSocketFrameReader extends ChannelInboundHandlerAdapter implements WebSocketFrameDecoder {
    private static final int PROTOCOL_ERROR = WebSocketCloseStatus.PROTOCOL_ERROR.code();
    private static final int TOO_BIG = WebSocketCloseStatus.MESSAGE_TOO_BIG.code();
    private static final int BAD_PAYLOAD = WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code();
    private static final int NO_CODE = WebSocketCloseStatus.EMPTY.code();

    private static final int SHORT_HEADER = 2;
    private static final int MEDIUM_HEADER = 4;
    private static final int LONG_HEADER = 10;
    private static final int MEDIUM_LENGTH = 126;
    private static final int LONG_LENGTH = 127;
    private static final int MAX_CONTROL_LENGTH = 125;
    private static final int FINAL_BIT = 0x80;
    private static final int RESERVED_BITS = 0x70;
    private static final int MASK_BIT = 0x80;
    private static final int CONTROL_BIT = 0x08;

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private final int maxMessageLength;
    private final SocketReadStamp stamp;
    private final FrameSink sink;
    private final UnsafeBuffer frame = new UnsafeBuffer(0, 0);

    /** The beginning of a frame whose end has not come yet. */
    private ByteBuf cut;
    private long cutReceiveTimeNs;
    private long cutReceivedNanos;
    /** Bytes of the frame that {@link #readFrame} found too short, as far as its header tells. */
    private int wanted;

    /** The fragments so far of a fragmented message. */
    private ByteBuf fragments;
    private boolean inFragments;
    private boolean fragmentsAreText;
    private long fragmentsReceiveTimeNs;
    private long fragmentsReceivedNanos;

    private long receiveTimeNs;
    private long receivedNanos;
    private boolean ended;

    WebSocketFrameReader(int maxMessageLength, SocketReadStamp stamp, FrameSink sink) {
        this.maxMessageLength = maxMessageLength;
        this.stamp = stamp;
        this.sink = sink;
    }

    /** Nothing is read from now on. */
    void end() {
        ended = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf)) {
            context.fireChannelRead(message);
            return;
        }
        final ByteBuf in = (ByteBuf) message;
        try {
            if (cut != null && cut.isReadable()) {
                completeCut(in);
            }
            receiveTimeNs = stamp.receiveTimeNs();
            receivedNanos = stamp.receivedNanos();
            while (!ended && in.isReadable()) {
                if (!readFrame(in)) {
                    keep(context.alloc(), in);
                    return;
                }
            }
        } finally {
            in.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        sink.onReadComplete();
        context.fireChannelReadComplete();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        ended = true;
        if (cut != null) {
            cut.release();
            cut = null;
        }
        if (fragments != null) {
            fragments.release();
            fragments = null;
        }
    }

    private void keep(ByteBufAllocator allocator, ByteBuf in) {
        if (ended) {
            return;
        }
        if (cut == null) {
            cut = allocator.directBuffer(Math.max(wanted, in.readableBytes()));
        }
        cutReceiveTimeNs = receiveTimeNs;
        cutReceivedNanos = receivedNanos;
        cut.clear();
        cut.writeBytes(in);
    }

    private void completeCut(ByteBuf in) {
        receiveTimeNs = cutReceiveTimeNs;
        receivedNanos = cutReceivedNanos;
        while (!ended && in.isReadable()) {
            // A closing handler may have let go of the buffer, hence the field is read again each time.
            cut.ensureWritable(wanted - cut.readableBytes());
            cut.writeBytes(in, Math.min(wanted - cut.readableBytes(), in.readableBytes()));
            if (readFrame(cut)) {
                if (cut != null) {
                    cut.clear();
                }
                return;
            }
        }
    }

    /**
     * Reads one frame at the reader index and steps over it.
     *
     * @return false where its end is not there yet; nothing is consumed then and {@link #wanted} is set
     */
    private boolean readFrame(ByteBuf in) {
        final int start = in.readerIndex();
        final int available = in.readableBytes();
        if (available < SHORT_HEADER) {
            wanted = SHORT_HEADER;
            return false;
        }
        final int first = in.getUnsignedByte(start);
        final int second = in.getUnsignedByte(start + 1);
        if (!isLegal(first, second)) {
            return true;
        }
        final int headerLength = second < MEDIUM_LENGTH ? SHORT_HEADER
            : second == MEDIUM_LENGTH ? MEDIUM_HEADER : LONG_HEADER;
        if (available < headerLength) {
            wanted = headerLength;
            return false;
        }
        final int length = payloadLength(in, start, second);
        if (ended) {
            return true;
        }
        if (available - headerLength < length) {
            wanted = headerLength + length;
            return false;
        }
        in.readerIndex(start + headerLength + length);
        dispatch(in, first, start + headerLength, length);
        return true;
    }

    private boolean isLegal(int first, int second) {
        final int opcode = first & 0x0F;
        final boolean last = (first & FINAL_BIT) != 0;
        if ((first & RESERVED_BITS) != 0) {
            violation(PROTOCOL_ERROR, "a frame with reserved bits, though no extension was negotiated");
        } else if ((second & MASK_BIT) != 0) {
            violation(PROTOCOL_ERROR, "a masked frame, which a server must not send");
        } else if ((opcode & CONTROL_BIT) != 0) {
            checkControl(opcode, last, second);
        } else if (opcode > BINARY) {
            violation(PROTOCOL_ERROR, "a data frame of the unknown type " + opcode);
        } else if (opcode == CONTINUATION && !inFragments) {
            violation(PROTOCOL_ERROR, "a continuation of nothing");
        } else if (opcode != CONTINUATION && inFragments) {
            violation(PROTOCOL_ERROR, "a new message inside a fragmented one");
        }
        return !ended;
    }

    private void checkControl(int opcode, boolean last, int length) {
        if (!last) {
            violation(PROTOCOL_ERROR, "a fragmented control frame");
        } else if (length > MAX_CONTROL_LENGTH) {
            violation(PROTOCOL_ERROR, "a control frame of more than " + MAX_CONTROL_LENGTH + " bytes");
        } else if (opcode > PONG) {
            violation(PROTOCOL_ERROR, "a control frame of the unknown type " + opcode);
        } else if (opcode == CLOSE && length == 1) {
            violation(PROTOCOL_ERROR, "a close frame with half a code");
        }
    }

    private int payloadLength(ByteBuf in, int start, int second) {
        final long length;
        if (second < MEDIUM_LENGTH) {
            length = second;
        } else if (second == MEDIUM_LENGTH) {
            length = in.getUnsignedShort(start + SHORT_HEADER);
        } else {
            length = in.getLong(start + SHORT_HEADER);
        }
        if (length < 0) {
            violation(PROTOCOL_ERROR, "a frame of negative length");
        } else if (second == MEDIUM_LENGTH && length < MEDIUM_LENGTH || second == LONG_LENGTH && length <= 0xFFFF) {
            violation(PROTOCOL_ERROR, "a frame whose length " + length + " is not written in its shortest form");
        } else if (length > maxMessageLength) {
            violation(TOO_BIG, "a frame of " + length + " bytes, more than the limit of " + maxMessageLength);
        }
        return (int) length;
    }

    private void dispatch(ByteBuf in, int first, int index, int length) {
        switch (first & 0x0F) {
            case TEXT, BINARY -> {
                final boolean text = (first & 0x0F) == TEXT;
                if ((first & FINAL_BIT) != 0) {
                    deliver(in, index, length, text, receiveTimeNs, receivedNanos);
                } else {
                    beginFragments(in, index, length, text);
                }
            }
            case CONTINUATION -> continueFragments(in, index, length, (first & FINAL_BIT) != 0);
            case PING -> sink.onPing(in, index, length);
            case PONG -> sink.onPong();
            default -> close(in, index, length);
        }
    }

    private void deliver(ByteBuf in, int index, int length, boolean text, long timeNs, long nanos) {
        if (in.hasMemoryAddress()) {
            frame.wrap(in.memoryAddress() + index, length);
        } else {
            final ByteBuffer bytes = in.internalNioBuffer(index, length);
            frame.wrap(bytes, bytes.position(), length);
        }
        sink.onMessage(frame, 0, length, text, timeNs, nanos);
    }

    private void beginFragments(ByteBuf in, int index, int length, boolean text) {
        if (fragments == null) {
            fragments = in.alloc().directBuffer(Math.max(length, 1));
        }
        inFragments = true;
        fragmentsAreText = text;
        fragmentsReceiveTimeNs = receiveTimeNs;
        fragmentsReceivedNanos = receivedNanos;
        fragments.clear();
        fragments.writeBytes(in, index, length);
    }

    private void continueFragments(ByteBuf in, int index, int length, boolean last) {
        if (fragments.readableBytes() + (long) length > maxMessageLength) {
            violation(TOO_BIG, "a fragmented message of more than the limit of " + maxMessageLength + " bytes");
            return;
        }
        fragments.writeBytes(in, index, length);
        if (last) {
            inFragments = false;
            deliver(fragments, 0, fragments.readableBytes(), fragmentsAreText, fragmentsReceiveTimeNs,
                fragmentsReceivedNanos);
        }
    }

    private void close(ByteBuf in, int index, int length) {
        ended = true;
        if (length == 0) {
            sink.onClose(NO_CODE, "");
            return;
        }
        final int code = in.getUnsignedShort(index);
        if (!WebSocketCloseStatus.isValidStatusCode(code)) {
            violation(PROTOCOL_ERROR, "a close frame with the code " + code);
            return;
        }
        try {
            sink.onClose(code, StandardCharsets.UTF_8.newDecoder()
                .decode(in.nioBuffer(index + 2, length - 2)).toString());
        } catch (final CharacterCodingException e) {
            violation(BAD_PAYLOAD, "a close frame whose reason is not UTF-8");
        }
    }

    private void violation(int closeCode, String detail) {
        ended = true;
        sink.onViolation(closeCode, detail);
    }
}
