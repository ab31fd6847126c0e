package io.escapement.engine.config;

import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The keys under one key of a config file. Each getter notes what is wrong and returns something harmless, so that
 * one run finds every problem; {@link ConfigFile#finish} throws.
 */
public final class Section {
    private final ConfigFile file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();
    private final Map<String, List<Section>> sections = new LinkedHashMap<>();

    Section(ConfigFile file, String path, MappingNode node) {
        this.file = file;
        this.path = path;
        this.line = node == null ? 1 : lineOf(node);
        if (node != null) {
            for (NodeTuple tuple : node.getValue()) {
                add(tuple);
            }
        }
    }

    private void add(NodeTuple tuple) {
        final int keyLine = lineOf(tuple.getKeyNode());
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            file.problem(keyLine, path, "has a key that is no plain text");
        } else if (values.putIfAbsent(key.getValue(), tuple.getValueNode()) != null) {
            file.problem(keyLine, name(key.getValue()), "stands twice, first in line " + lines.get(key.getValue()));
        } else {
            lines.put(key.getValue(), keyLine);
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Whether the key stands in the file. */
    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Notes a problem with this section's key, found by whoever uses the value. */
    public void problem(String key, String what) {
        file.problem(lines.getOrDefault(key, line), name(key), what);
    }

    /** Notes problems with this section as a whole. */
    public void problems(List<String> what) {
        what.forEach(text -> file.problem(line, path, text));
    }

    /** The section under a key; an empty one where the key is missing, all of whose values are the defaults. */
    public Section section(String key) {
        return sections.computeIfAbsent(key, this::one).get(0);
    }

    private List<Section> one(String key) {
        asked.add(key);
        final Node node = values.get(key);
        if (node != null && !(node instanceof MappingNode)) {
            problem(key, "is " + describe(node) + "; expected keys with values");
        }
        return List.of(new Section(file, name(key), node instanceof MappingNode m ? m : null));
    }

    /** The sections of a list under a key. */
    public List<Section> sections(String key) {
        return sections.computeIfAbsent(key, this::many);
    }

    private List<Section> many(String key) {
        final List<Section> found = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof MappingNode mapping) {
                found.add(new Section(file, name(key) + "[" + found.size() + "]", mapping));
            } else {
                file.problem(lineOf(item), name(key), "holds " + describe(item) + "; expected keys with values");
            }
        }
        return found;
    }

    /** Text that must be there. */
    public String text(String key, Example example) {
        return scalar(key, example, true, Function.identity(), "");
    }

    /** Text, or the default. */
    public String text(String key, String otherwise) {
        return scalar(key, new Example("text", otherwise), false, Function.identity(), otherwise);
    }

    /** A whole number from min to max; required where {@code otherwise} is null. */
    public long whole(String key, long min, long max, Long otherwise) {
        final long fallback = otherwise == null ? min : otherwise;
        final Example example = new Example("a whole number from " + min + " to " + max, String.valueOf(fallback));
        return scalar(key, example, otherwise == null, text -> {
            final long value = Long.parseLong(text.replace("_", ""));
            if (value < min || value > max) {
                throw new NumberFormatException("out of range");
            }
            return value;
        }, fallback);
    }

    /** As {@link #whole}, for an int. */
    public int count(String key, int min, int max, Integer otherwise) {
        return (int) whole(key, min, max, otherwise == null ? null : Long.valueOf(otherwise));
    }

    /** A decimal from min to max; required where {@code otherwise} is null. */
    public BigDecimal decimal(String key, String min, String max, String otherwise) {
        final BigDecimal low = new BigDecimal(min);
        final BigDecimal high = new BigDecimal(max);
        final String fallback = otherwise == null ? min : otherwise;
        return scalar(key, new Example("a decimal from " + min + " to " + max, fallback), otherwise == null, text -> {
            final BigDecimal value = new BigDecimal(text.replace("_", ""));
            if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
                throw new NumberFormatException("out of range");
            }
            return value;
        }, new BigDecimal(fallback));
    }

    /** A length of time with its unit, in nanoseconds; required where {@code otherwise} is null. */
    public long durationNs(String key, String min, String max, String otherwise) {
        final long low = Durations.parseNs(min);
        final long high = Durations.parseNs(max);
        final String fallback = otherwise == null ? min : otherwise;
        final Example example = new Example("a length of time with its unit (ns us ms s m h d) from " + min + " to "
            + max, fallback);
        return scalar(key, example, otherwise == null, text -> {
            final long value = Durations.parseNs(text);
            if (value < low || value > high) {
                throw new NumberFormatException("out of range");
            }
            return value;
        }, Durations.parseNs(fallback));
    }

    /** Yes or no. */
    public boolean yes(String key, boolean otherwise) {
        return scalar(key, new Example("true or false", String.valueOf(otherwise)), false, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException();
        }, otherwise);
    }

    /** One of an enum's names, written small and with hyphens; required where {@code otherwise} is null. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, E otherwise) {
        final E[] constants = type.getEnumConstants();
        final StringBuilder names = new StringBuilder("one of");
        for (E constant : constants) {
            names.append(' ').append(spelling(constant));
        }
        final E fallback = otherwise == null ? constants[0] : otherwise;
        return scalar(key, new Example(names.toString(), spelling(fallback)), otherwise == null, text -> {
            for (E constant : constants) {
                if (spelling(constant).equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException();
        }, fallback);
    }

    private static String spelling(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A list of texts; the default where the key is missing. */
    public List<String> texts(String key, Example example, List<String> otherwise) {
        if (!has(key) && otherwise != null) {
            asked.add(key);
            return otherwise;
        }
        final List<String> found = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
                found.add(scalar.getValue());
            } else {
                file.problem(lineOf(item), name(key), "holds " + describe(item) + "; expected " + example);
            }
        }
        if (!has(key)) {
            missing(key, example);
        }
        return found;
    }

    /** A list of lists of texts; the default where the key is missing. */
    public List<List<String>> textLists(String key, Example example, List<List<String>> otherwise) {
        if (!has(key)) {
            asked.add(key);
            return otherwise;
        }
        final List<List<String>> found = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof SequenceNode sequence
                && sequence.getValue().stream().allMatch(node -> node instanceof ScalarNode)) {
                found.add(sequence.getValue().stream().map(node -> ((ScalarNode) node).getValue()).toList());
            } else {
                file.problem(lineOf(item), name(key), "holds " + describe(item) + "; expected " + example);
            }
        }
        return found;
    }

    private List<Node> items(String key) {
        asked.add(key);
        final Node node = values.get(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "is " + describe(node) + "; expected a list, e.g. [a, b]");
        return List.of();
    }

    private <T> T scalar(String key, Example example, boolean required, Function<String, T> parse, T otherwise) {
        asked.add(key);
        final Node node = values.get(key);
        if (node == null) {
            if (required) {
                missing(key, example);
            }
            return otherwise;
        }
        if (!(node instanceof ScalarNode scalar) || Tag.NULL.equals(scalar.getTag())) {
            problem(key, "is " + describe(node) + "; expected " + example);
            return otherwise;
        }
        try {
            return parse.apply(scalar.getValue());
        } catch (IllegalArgumentException e) {
            problem(key, "is " + describe(node) + "; expected " + example);
            return otherwise;
        }
    }

    private void missing(String key, Example example) {
        problem(key, "is missing; expected " + example);
    }

    private static String describe(Node node) {
        if (node instanceof ScalarNode scalar) {
            return Tag.NULL.equals(scalar.getTag()) ? "empty" : '\'' + scalar.getValue() + '\'';
        }
        return node.getNodeType() == NodeType.SEQUENCE ? "a list" : "a set of keys";
    }

    void refuseUnread() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                problem(key, "is not known here; expected one of " + String.join(" ", asked));
            }
        }
        sections.values().forEach(list -> list.forEach(Section::refuseUnread));
    }
}
