package io.escapement.journal;

import org.agrona.DirectBuffer;
import org.agrona.collections.Int2IntHashMap;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of all messages, and which instrument a message is about: for tools that filter and count. */
public final class MessageCatalog {
    /** The message is about no instrument, or names none. */
    public static final int NO_INSTRUMENT = Integer.MIN_VALUE;
    /** The message is about no order of ours. */
    public static final long NO_ORDER = Long.MIN_VALUE;
    private static final int NONE = -1;

    private final Map<Integer, String> names = new LinkedHashMap<>();
    private final Int2IntHashMap instrumentOffsets = new Int2IntHashMap(NONE);
    private final Int2IntHashMap orderOffsets = new Int2IntHashMap(NONE);

    public MessageCatalog() {
        for (final MessageSchema.Message message : MessageSchema.load().messages()) {
            names.put(message.id(), message.name());
            for (final MessageSchema.Field field : message.fields()) {
                if (field.type().equals("InstrumentId")) {
                    instrumentOffsets.put(message.id(), field.offset());
                } else if (field.name().equals("clientOrderId")) {
                    orderOffsets.put(message.id(), field.offset());
                }
            }
        }
    }

    /** All names, in the order of the template ids. */
    public List<String> names() {
        return new ArrayList<>(names.values());
    }

    /** The name for a template id, which a newer program may have made: then "template N". */
    public String name(int templateId) {
        final String name = names.get(templateId);
        return name == null ? "template " + templateId : name;
    }

    /**
     * The template id for a name, in any case of letters.
     *
     * @throws IllegalArgumentException if there is no such message; its text has all names
     */
    public int templateId(String name) {
        for (final Map.Entry<Integer, String> entry : names.entrySet()) {
            if (entry.getValue().equalsIgnoreCase(name)) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("message \"" + name + "\": expected one of "
            + String.join(", ", names.values()));
    }

    /** The instrument that a message is about, or {@link #NO_INSTRUMENT}. @param message offset of its SBE header */
    public int instrumentId(DirectBuffer buffer, int message) {
        final int offset = instrumentOffsets.get(RecordLayout.templateId(buffer, message));
        final int blockLength = buffer.getShort(message, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return offset == NONE || offset + Integer.BYTES > blockLength ? NO_INSTRUMENT
            : buffer.getInt(message + RecordLayout.MESSAGE_HEADER_LENGTH + offset, ByteOrder.LITTLE_ENDIAN);
    }

    /** The client order id that a message names, or {@link #NO_ORDER}. @param message offset of its SBE header */
    public long clientOrderId(DirectBuffer buffer, int message) {
        final int offset = orderOffsets.get(RecordLayout.templateId(buffer, message));
        final int blockLength = buffer.getShort(message, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        return offset == NONE || offset + Long.BYTES > blockLength ? NO_ORDER
            : buffer.getLong(message + RecordLayout.MESSAGE_HEADER_LENGTH + offset, ByteOrder.LITTLE_ENDIAN);
    }
}
