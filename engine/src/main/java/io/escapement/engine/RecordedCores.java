package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.feed.FeedLimits;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.recovery.Restoration;
import io.escapement.engine.recovery.RunOrders;
import io.escapement.engine.recovery.TradingFold;
import io.escapement.engine.replay.RunCores;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskTrace;
import io.escapement.journal.Manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Builds the core of a recorded run from the config in its manifest. */
public final class RecordedCores implements RunCores {
    @Override
    public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
        return settings(manifest).core().core(lastSequence, lastEventTimeNs);
    }

    /** As {@link #core}, whose gate tells of every check. @throws IllegalArgumentException as {@link #core} */
    public Core traced(String manifest, long lastSequence, long lastEventTimeNs, RiskTrace trace) {
        return settings(manifest).core().core(lastSequence, lastEventTimeNs, trace);
    }

    /** The stages of the recorded run, fresh. @throws IllegalArgumentException as {@link #core} */
    List<Stage> stages(String manifest) {
        return settings(manifest).core().stages();
    }

    /** What the recorded run's feed and book stages went by. @throws IllegalArgumentException as {@link #core} */
    public FeedLimits feedLimits(String manifest) {
        return settings(manifest).core().feed();
    }

    /** What the recorded run's orders went by. @throws IllegalArgumentException as {@link #core} */
    public OrdersConfig orders(String manifest) {
        return settings(manifest).core().orders();
    }

    /** What the recorded run's gate went by. @throws IllegalArgumentException as {@link #core} */
    public RiskConfig risk(String manifest) {
        return settings(manifest).core().risk();
    }

    /** What folds such journals' trading state. */
    public TradingFold fold() {
        return new TradingFold(RecordedCores::runOrders);
    }

    /** What finds out what the runs in a journal have left. @param warn hears of snapshots that cannot be used */
    public static Restoration restoration(Path journal, Consumer<String> warn) {
        return new Restoration(journal, RecordedCores::runOrders, warn);
    }

    private static RunOrders runOrders(String manifest) {
        final CoreSettings core = settings(manifest).core();
        return new RunOrders(core.orders(), core.ordersStage());
    }

    /** Place of the decision stage among the stages of the recorded run. */
    int decisionStage(String manifest) {
        return settings(manifest).core().decisionStage();
    }

    @Override
    public SlotSizes slotSizes(String manifest) {
        return settings(manifest).pipeline().slotSizes();
    }

    static EngineSettings settings(String manifest) {
        final Manifest run = Manifest.parse(manifest);
        try {
            return EngineSettingsReader.read(ConfigFile.of("the journal's config", run.config()));
        } catch (final ConfigException e) {
            throw new IllegalArgumentException("the run was made by version " + run.engineVersion()
                + ", and this version cannot read its config: " + e.getMessage(), e);
        }
    }
}
