package io.escapement.engine.pipeline;

import java.util.ArrayList;
import java.util.List;

/** Turns a layout's name, or its explicit groups, into what each group does. */
final class Layout {
    private static final String SPLIT = "split-";

    private Layout() {
    }

    /** The groups, in order. Inline and fused have one. */
    static List<GroupPlan> plan(PipelineConfig config, List<String> stageNames) {
        final int stages = stageNames.size();
        final List<List<String>> groups;
        if ("groups".equals(config.layout())) {
            groups = config.groups();
        } else {
            final int threads = Math.max(1, splitThreads(config.layout()));
            groups = threads == 1 ? List.of(all(stageNames)) : split(stageNames, threads);
        }
        final List<GroupPlan> plans = new ArrayList<>();
        int from = 0;
        boolean finished = false;
        for (final List<String> group : groups) {
            final boolean journals = group.contains(PipelineConfig.JOURNAL);
            final boolean listens = group.contains(PipelineConfig.LISTENERS);
            final int to = from + group.size() - (journals ? 1 : 0) - (listens ? 1 : 0);
            final boolean finishes = !finished && to == stages;
            plans.add(new GroupPlan(from, to, plans.isEmpty(), finishes, journals, listens, name(group)));
            finished |= finishes;
            from = to;
        }
        return plans;
    }

    /** N of split-N; -1 if the layout is none. */
    static int splitThreads(String layout) {
        if (layout.startsWith(SPLIT) && layout.length() <= SPLIT.length() + 2) {
            try {
                return Integer.parseInt(layout.substring(SPLIT.length()));
            } catch (final NumberFormatException e) {
                return -1;
            }
        }
        return -1;
    }

    /** A cut that would be right, as one writes it in a config. */
    static String example(List<String> stageNames) {
        return split(stageNames, 2).toString();
    }

    private static List<List<String>> split(List<String> stageNames, int threads) {
        final List<List<String>> groups = new ArrayList<>();
        final int stageGroups = Math.max(1, threads - 2);
        for (int i = 0; i < stageGroups; i++) {
            groups.add(stageNames.subList(i * stageNames.size() / stageGroups,
                (i + 1) * stageNames.size() / stageGroups));
        }
        if (threads == 2) {
            groups.add(List.of(PipelineConfig.JOURNAL, PipelineConfig.LISTENERS));
        } else {
            groups.add(List.of(PipelineConfig.JOURNAL));
            groups.add(List.of(PipelineConfig.LISTENERS));
        }
        return groups;
    }

    private static List<String> all(List<String> stageNames) {
        final List<String> group = new ArrayList<>(stageNames);
        group.add(PipelineConfig.JOURNAL);
        group.add(PipelineConfig.LISTENERS);
        return group;
    }

    private static String name(List<String> group) {
        return group.size() < 2 ? String.join("", group) : group.get(0) + ".." + group.get(group.size() - 1);
    }
}
