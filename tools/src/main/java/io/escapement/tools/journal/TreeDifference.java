package io.escapement.tools.journal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One value that differs between two records.
 *
 * @param path     names from the outside in, such as {@code effects[1].price}
 * @param recorded null where there is none
 * @param replayed null where there is none
 */
record TreeDifference(String path, String recorded, String replayed) {
    /** All values that differ. */
    static List<TreeDifference> between(Map<String, Object> recorded, Map<String, Object> replayed) {
        final List<TreeDifference> found = new ArrayList<>();
        compare("", recorded, replayed, found);
        return found;
    }

    private static void compare(String path, Object recorded, Object replayed, List<TreeDifference> found) {
        if (recorded instanceof Map<?, ?> then && replayed instanceof Map<?, ?> now) {
            final Set<Object> names = new LinkedHashSet<>(then.keySet());
            names.addAll(now.keySet());
            for (final Object name : names) {
                compare(path.isEmpty() ? name.toString() : path + "." + name, then.get(name), now.get(name), found);
            }
        } else if (recorded instanceof List<?> then && replayed instanceof List<?> now) {
            for (int i = 0; i < Math.max(then.size(), now.size()); i++) {
                compare(path + "[" + i + "]", i < then.size() ? then.get(i) : null, i < now.size() ? now.get(i) : null,
                    found);
            }
        } else if (!Objects.equals(recorded, replayed)) {
            found.add(new TreeDifference(path, text(recorded), text(replayed)));
        }
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    @Override
    public String toString() {
        return path + ": recorded " + (recorded == null ? "none" : recorded) + ", replayed "
            + (replayed == null ? "none" : replayed);
    }
}
