package io.escapement.journal;

import io.escapement.codecs.decimal.DecimalFormatter;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One message as names and values: prices, quantities and money as plain decimals, nulls left out. */
final class MessageDump {
    private static final int MONEY_EXPONENT = -8;
    private static final int GROUP_HEADER_LENGTH = 4;

    /** Exponents of one instrument. */
    record Exponents(int price, int quantity) {
    }

    private final MessageSchema schema;
    private final Map<Long, Exponents> instruments = new LinkedHashMap<>();

    MessageDump(MessageSchema schema) {
        this.schema = schema;
    }

    void learn(long instrumentId, Exponents exponents) {
        instruments.put(instrumentId, exponents);
    }

    /** @param at offset of the SBE message header */
    Map<String, Object> dump(DirectBuffer buffer, int at, int length) {
        final Map<String, Object> tree = new LinkedHashMap<>();
        final int templateId = RecordLayout.templateId(buffer, at);
        final int blockLength = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final MessageSchema.Message message = schema.message(templateId);
        tree.put("type", message == null ? "template " + templateId : message.name());
        if (message == null) {
            tree.put("bytes", (long) length);
            return tree;
        }
        final int block = at + RecordLayout.MESSAGE_HEADER_LENGTH;
        final Exponents exponents = exponents(message, buffer, block, blockLength);
        putFields(tree, message.fields(), buffer, block, blockLength, exponents);
        int position = block + blockLength;
        final int end = at + length;
        for (final MessageSchema.Group group : message.groups()) {
            position = putGroup(tree, group, buffer, position, end, exponents);
        }
        for (final MessageSchema.Data data : message.data()) {
            position = putData(tree, data, buffer, position, end);
        }
        return tree;
    }

    private Exponents exponents(MessageSchema.Message message, DirectBuffer buffer, int block, int blockLength) {
        Long id = null;
        for (final MessageSchema.Field field : message.fields()) {
            if (field.type().equals("InstrumentId") && field.offset() + field.length() <= blockLength) {
                id = number(field, buffer, block + field.offset());
            }
        }
        return id == null ? null : instruments.get(id);
    }

    private static void putFields(Map<String, Object> tree, List<MessageSchema.Field> fields, DirectBuffer buffer,
        int block, int blockLength, Exponents exponents) {
        for (final MessageSchema.Field field : fields) {
            if (field.offset() + field.length() <= blockLength) {
                putField(tree, field, buffer, block + field.offset(), exponents);
            }
        }
    }

    private static void putField(Map<String, Object> tree, MessageSchema.Field field, DirectBuffer buffer, int at,
        Exponents exponents) {
        if (field.primitive().equals("double")) {
            final double value = buffer.getDouble(at, ByteOrder.LITTLE_ENDIAN);
            if (!Double.isNaN(value)) {
                tree.put(field.name(), Double.isInfinite(value) ? (Object) Double.toString(value) : value);
            }
            return;
        }
        final Long number = number(field, buffer, at);
        if (number == null) {
            return;
        }
        if (field.names() != null) {
            tree.put(field.name(), field.names().getOrDefault(number, "value " + number));
        } else if (field.type().equals("Money")) {
            tree.put(field.name(), DecimalFormatter.toString(number, MONEY_EXPONENT));
        } else if (field.type().equals("Price") || field.type().equals("Quantity")) {
            putDecimal(tree, field, number, exponents);
        } else {
            tree.put(field.name(), number);
        }
    }

    /** Without the instrument's definition only the mantissa can be told, and its name says so. */
    private static void putDecimal(Map<String, Object> tree, MessageSchema.Field field, long mantissa,
        Exponents exponents) {
        if (exponents == null) {
            tree.put(field.name() + "Mantissa", mantissa);
        } else {
            tree.put(field.name(), DecimalFormatter.toString(mantissa,
                field.type().equals("Price") ? exponents.price() : exponents.quantity()));
        }
    }

    private static int putGroup(Map<String, Object> tree, MessageSchema.Group group, DirectBuffer buffer, int at,
        int end, Exponents exponents) {
        if (at + GROUP_HEADER_LENGTH > end) {
            return at;
        }
        final int blockLength = buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        final int count = buffer.getShort(at + 2, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
        int position = at + GROUP_HEADER_LENGTH;
        final List<Object> rows = new ArrayList<>(count);
        for (int i = 0; i < count && position + blockLength <= end; i++) {
            final Map<String, Object> row = new LinkedHashMap<>();
            putFields(row, group.fields(), buffer, position, blockLength, exponents);
            rows.add(row);
            position += blockLength;
        }
        tree.put(group.name(), rows);
        return position;
    }

    private static int putData(Map<String, Object> tree, MessageSchema.Data data, DirectBuffer buffer, int at,
        int end) {
        if (at + data.lengthBytes() > end) {
            return at;
        }
        final int length = data.lengthBytes() == 2 ? buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF
            : buffer.getInt(at, ByteOrder.LITTLE_ENDIAN);
        final int from = at + data.lengthBytes();
        if (length < 0 || length > end - from) {
            return end;
        }
        final String text = buffer.getStringWithoutLengthUtf8(from, length);
        tree.put(data.name(), text);
        return from + length;
    }

    /** A whole number, null where the field says that there is none. */
    private static Long number(MessageSchema.Field field, DirectBuffer buffer, int at) {
        return switch (field.primitive()) {
            case "int8" -> orNull(buffer.getByte(at), Byte.MIN_VALUE);
            case "uint8", "char" -> orNull(buffer.getByte(at) & 0xFF, 0xFF);
            case "int16" -> orNull(buffer.getShort(at, ByteOrder.LITTLE_ENDIAN), Short.MIN_VALUE);
            case "uint16" -> orNull(buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF, 0xFFFF);
            case "int32" -> orNull(buffer.getInt(at, ByteOrder.LITTLE_ENDIAN), Integer.MIN_VALUE);
            case "uint32" -> orNull(buffer.getInt(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFFFFFFL, 0xFFFFFFFFL);
            case "uint64" -> orNull(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN), -1L);
            default -> orNull(buffer.getLong(at, ByteOrder.LITTLE_ENDIAN), Long.MIN_VALUE);
        };
    }

    private static Long orNull(long value, long nullValue) {
        return value == nullValue ? null : (Long) value;
    }
}
