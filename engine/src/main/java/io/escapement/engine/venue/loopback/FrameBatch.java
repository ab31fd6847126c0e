package io.escapement.engine.venue.loopback;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;

/**
 * WebSocket frames on their way to one client, laid out as on the wire (a server's frames are not masked), many
 * to a buffer: one write for some hundred frames instead of one each is what lets one core send a million a second.
 */
final class FrameBatch {
    private static final int CAPACITY = 64 * 1024;
    private static final int MAX_HEADER = 10;
    private static final byte FINAL_TEXT = (byte) 0x81;
    private static final byte FINAL_BINARY = (byte) 0x82;

    private final Channel channel;
    private ByteBuf pending;
    private long written;

    FrameBatch(final Channel channel) {
        this.channel = channel;
    }

    /** Adds a frame whose payload is head, part of body, tail. */
    void add(final byte[] head, final byte[] body, final int offset, final int length, final int tailLength) {
        begin(FINAL_TEXT, head.length + length + tailLength);
        pending.writeBytes(head).writeBytes(body, offset, length);
        if (tailLength > 0) {
            pending.writeByte('}');
        }
    }

    /** Adds a frame. */
    void add(final byte[] payload, final boolean binary) {
        begin(binary ? FINAL_BINARY : FINAL_TEXT, payload.length);
        pending.writeBytes(payload);
    }

    private void begin(final byte opcode, final int payload) {
        if (pending != null && pending.readableBytes() + MAX_HEADER + payload > CAPACITY) {
            write();
        }
        if (pending == null) {
            pending = channel.alloc().buffer(Math.max(CAPACITY, MAX_HEADER + payload));
        }
        header(opcode, payload);
    }

    private void header(final byte opcode, final int length) {
        pending.writeByte(opcode);
        if (length < 126) {
            pending.writeByte(length);
        } else if (length < 65_536) {
            pending.writeByte(126).writeShort(length);
        } else {
            pending.writeByte(127).writeLong(length);
        }
    }

    private void write() {
        written += pending.readableBytes();
        channel.write(pending, channel.voidPromise());
        pending = null;
    }

    /** Hands everything to the socket. */
    void flush() {
        if (pending != null) {
            write();
            channel.flush();
        } else if (written > 0) {
            channel.flush();
        }
        written = 0;
    }

    boolean isFull() {
        return !channel.isWritable();
    }

    void discard() {
        if (pending != null) {
            pending.release();
            pending = null;
        }
    }
}
