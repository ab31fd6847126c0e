package io.escapement.journal.chronicle;

import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.wire.ValueOut;
import net.openhft.chronicle.wire.Wire;
import net.openhft.chronicle.wire.WireOut;
import net.openhft.chronicle.wire.WireType;

import java.util.List;
import java.util.Map;

/**
 * Trees of names and values as text for people (Chronicle's text form, a subset of YAML) or as JSON. Values are text,
 * whole numbers, doubles, truth values, null, further trees, and lists of trees. For cold paths.
 */
public final class WireText {
    private WireText() {
    }

    /** A tree in several lines. */
    public static String text(Map<String, ?> tree) {
        final Bytes<?> bytes = Bytes.allocateElasticOnHeap();
        final Wire wire = WireType.TEXT.apply(bytes);
        writeFields(wire, tree);
        return bytes.toString();
    }

    /** A tree as one JSON object, in one line. */
    public static String json(Map<String, ?> tree) {
        final Bytes<?> bytes = Bytes.allocateElasticOnHeap();
        final Wire wire = WireType.JSON_ONLY.apply(bytes);
        wire.getValueOut().marshallable(out -> writeFields(out, tree));
        return bytes.toString().trim();
    }

    /** Reads text that {@link #text} made, one level deep. */
    public static Map<String, Object> parse(String text) {
        return WireType.TEXT.asMap(text);
    }

    private static void writeFields(WireOut wire, Map<String, ?> tree) {
        for (final Map.Entry<String, ?> field : tree.entrySet()) {
            write(wire.write(field.getKey()), field.getValue());
        }
    }

    @SuppressWarnings("unchecked")
    private static void write(ValueOut out, Object value) {
        if (value instanceof Long number) {
            out.int64(number);
        } else if (value instanceof Double number) {
            out.float64(number);
        } else if (value instanceof Boolean truth) {
            out.bool(truth);
        } else if (value instanceof Map<?, ?> tree) {
            out.marshallable(inner -> writeFields(inner, (Map<String, ?>) tree));
        } else if (value instanceof List<?> list) {
            out.sequence(list, (trees, item) -> trees.forEach(tree -> write(item, tree)));
        } else {
            out.text(value == null ? null : value.toString());
        }
    }
}
