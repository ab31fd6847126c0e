package io.escapement.engine.inputs;

import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.engine.pairs.PairsConfig;

import java.util.ArrayList;
import java.util.List;

/**
 * How good an input is, from 0 to 1: completeness x freshness x consistency.
 *
 * <ul>
 *   <li>completeness: mean over the parts (four frames, four of the reference, buckets, each block of columns that is
 *       expected) of the share that is there; a block that was told by another schema is not there
 *   <li>freshness: of the part that is least fresh: 1 up to two of its cadences and two seconds, then falling as 1/age
 *   <li>consistency: share of bars whose numbers can be, times the score of the quality stage where that is expected;
 *       NaN where there are no bars, or that score is missing
 * </ul>
 *
 * Forming bars and models' outputs are named where they are missing, and cost nothing. Made when asked for; only
 * {@link #missing} allocates.
 */
public final class InputQuality {
    private final StandardInput input;
    private final InputConfig config;
    private final List<Integer> pairs = new ArrayList<>();
    private final InputConfig.Block pairBlock;
    private final Parts parts;
    private final int qualityBlock;
    private final int qualityColumn;
    private double consistency;

    InputQuality(StandardInput input, InputConfig config) {
        this.input = input;
        this.config = config;
        final List<String> names = new ArrayList<>();
        for (final String whose : List.of("", "reference ")) {
            for (int i = 0; i < Timeframe.count(); i++) {
                names.add(whose + "frame " + Timeframe.at(i));
            }
        }
        if (config.buckets()) {
            names.add("buckets");
        }
        int found = -1;
        int column = -1;
        for (int i = 0; i < config.blocks().size(); i++) {
            final InputConfig.Block block = config.blocks().get(i);
            if (block.set().block() != ColumnBlock.PAIR) {
                names.add(block.name());
            }
            if (block.set().block() == ColumnBlock.QUALITY && found < 0) {
                found = i;
                column = block.set().index(config.qualityColumn());
            }
        }
        if (found >= 0 && column < 0) {
            throw new IllegalArgumentException("block QUALITY has no column " + config.qualityColumn());
        }
        qualityBlock = found;
        qualityColumn = column;
        pairBlock = config.pairBlock();
        for (int i = 0; pairBlock != null && i < config.pairs().size(); i++) {
            final PairsConfig.Pair pair = config.pairs().get(i);
            if (pair.y().names(input.instrument()) || pair.x().names(input.instrument())) {
                pairs.add(i + 1);
                names.add("PAIR " + (i + 1));
            }
        }
        parts = new Parts(names);
    }

    /** Looks at the input as it is. */
    void look() {
        final long nowNs = input.timeNs();
        int part = frames(0, input, nowNs);
        part = frames(part, input.reference(), nowNs);
        if (config.buckets()) {
            final Buckets buckets = input.buckets();
            if (buckets.isTold() && !Double.isNaN(buckets.value(Buckets.Whole.MID))) {
                parts.present(part, 1, 1, buckets.timeNs(), buckets.cadenceNs(), nowNs);
            } else {
                parts.absent(part);
            }
            part++;
        }
        for (int i = 0; i < config.blocks().size(); i++) {
            final InputConfig.Block block = config.blocks().get(i);
            if (block.set().block() != ColumnBlock.PAIR) {
                block(part++, block, input.instrument().id(), nowNs);
            }
        }
        for (int i = 0; i < pairs.size(); i++) {
            block(part++, pairBlock, pairs.get(i), nowNs);
        }
        consistency = consistencyOfAll();
    }

    private int frames(int first, StandardInput of, long nowNs) {
        for (int i = 0; i < Timeframe.count(); i++) {
            final Timeframe timeframe = Timeframe.at(i);
            if (of == null || !of.frame(timeframe).isStarted()) {
                parts.absent(first + i);
            } else {
                final Frame frame = of.frame(timeframe);
                parts.present(first + i, frame.present(), Frame.ROWS, frame.endNs(), timeframe.durationNs(), nowNs);
            }
        }
        return first + Timeframe.count();
    }

    private void block(int part, InputConfig.Block block, int subjectId, long nowNs) {
        final ColumnValues values = told(block, subjectId);
        if (values == null) {
            parts.absent(part);
        } else {
            parts.present(part, values.present(), values.size(), values.timeNs(), block.durationNs(), nowNs);
        }
    }

    private ColumnValues told(InputConfig.Block block, int subjectId) {
        final ColumnValues values = input.columns(block.set().block(), subjectId, block.durationNs());
        return values != null && values.schemaHash() == block.set().hash() ? values : null;
    }

    private double consistencyOfAll() {
        int present = 0;
        int broken = 0;
        final StandardInput reference = input.reference();
        for (int i = 0; i < Timeframe.count(); i++) {
            final Timeframe timeframe = Timeframe.at(i);
            present += input.frame(timeframe).present();
            broken += input.frame(timeframe).broken();
            if (reference != null && reference != input) {
                present += reference.frame(timeframe).present();
                broken += reference.frame(timeframe).broken();
            }
        }
        if (present == 0) {
            return Double.NaN;
        }
        final double share = (double) (present - broken) / present;
        if (qualityBlock < 0) {
            return share;
        }
        final ColumnValues told = told(config.blocks().get(qualityBlock), input.instrument().id());
        return told == null ? Double.NaN : share * told.value(qualityColumn) / config.qualityFull();
    }

    /** From 0 to 1; NaN where {@link #freshness} or {@link #consistency} cannot be said. */
    public double score() {
        return completeness() * freshness() * consistency();
    }

    public double completeness() {
        return parts.completeness();
    }

    public double freshness() {
        return parts.freshness();
    }

    /** From 0 to 1; NaN where it cannot be said. */
    public double consistency() {
        return consistency;
    }

    /** How many parts there are. */
    public int parts() {
        return parts.count();
    }

    public String partName(int part) {
        return parts.name(part);
    }

    /** Share of a part that is there. */
    public double completeness(int part) {
        return parts.completeness(part);
    }

    /** NaN where nothing of the part is there. */
    public double freshness(int part) {
        return parts.freshness(part);
    }

    /** Everything that is missing, incomplete or stale, by name; columns by theirs. */
    public List<String> missing() {
        final List<String> missing = new ArrayList<>();
        for (int i = 0; i < parts.count(); i++) {
            final String finding = parts.finding(i);
            if (finding != null) {
                missing.add(finding);
            }
        }
        for (final InputConfig.Block block : config.blocks()) {
            if (block.set().block() != ColumnBlock.PAIR) {
                columns(missing, block, input.instrument().id(), block.name());
            }
        }
        for (final int pair : pairs) {
            columns(missing, pairBlock, pair, "PAIR " + pair);
        }
        for (int i = 0; i < Timeframe.count(); i++) {
            if (!input.frames().isForming(Timeframe.at(i))) {
                missing.add("forming " + Timeframe.at(i));
            }
        }
        missing.add("model outputs");
        return missing;
    }

    private void columns(List<String> missing, InputConfig.Block block, int subjectId, String name) {
        final ColumnValues values = told(block, subjectId);
        for (int i = 0; values != null && i < values.size(); i++) {
            if (Double.isNaN(values.value(i))) {
                missing.add(name + " " + block.set().columns().get(i).name());
            }
        }
    }
}
