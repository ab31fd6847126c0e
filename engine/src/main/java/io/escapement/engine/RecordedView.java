package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.replay.RunCores;

import java.util.ArrayList;
import java.util.List;

/**
 * The market view over a recorded run: its books and trades through the stages of the view, whether the run had them or
 * not, and none of those that trade. A last stage reads what they tell.
 */
public final class RecordedView implements RunCores {
    private final ViewSettings asked;
    private final Stage reader;

    /**
     * @param config the sections of those stages of the view that are wanted; null: all there are, as the run had them
     *               or, where it had none, as usual
     * @param reader sees each slot when all stages have appended their effects
     * @throws io.escapement.engine.config.ConfigException with every problem of the file
     */
    public RecordedView(ConfigFile config, Stage reader) {
        this.asked = config == null ? null : ViewSettingsReader.read(config);
        this.reader = reader;
    }

    @Override
    public Core core(String manifest, long lastSequence, long lastEventTimeNs) {
        final CoreSettings settings = RecordedCores.settings(manifest).core();
        final List<Stage> stages = new ArrayList<>(settings.marketStages(view(settings)));
        stages.addAll(view(settings).stages());
        stages.add(reader);
        return new Core(stages, 0, lastSequence, lastEventTimeNs);
    }

    @Override
    public SlotSizes slotSizes(String manifest) {
        final CoreSettings settings = RecordedCores.settings(manifest).core();
        return view(settings).slots(settings.marketSlots());
    }

    private ViewSettings view(CoreSettings settings) {
        return asked == null ? settings.view().every() : asked;
    }
}
