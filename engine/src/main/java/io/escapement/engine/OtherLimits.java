package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.position.PositionStage;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.RiskStage;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A recorded run once more with other limits: the same market and the same wishes of the strategies, but a gate by
 * another config, and no report of an order that this gate denies. What strategies would have wanted had they held
 * something else, and what would have become of orders that only this gate lets through, it does not know.
 */
public final class OtherLimits {
    private final RiskConfig limits;
    private final long stallNs;
    private final RecordedDecision decision = new RecordedDecision();
    private final Set<Long> sent = new HashSet<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private final ExecutionReportDecoder report = new ExecutionReportDecoder();
    private final CarriedOrderDecoder carried = new CarriedOrderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private Core core;
    private Slot slot;

    /**
     * @param config whose limits are tried; what else it says does not matter, but for its engine's id
     * @throws io.escapement.engine.config.ConfigException with every problem of the config
     */
    public OtherLimits(Path config) throws IOException {
        final CoreSettings settings = EngineSettingsReader.read(ConfigFile.read(config)).core();
        limits = settings.risk();
        stallNs = settings.stallNs();
    }

    /**
     * Takes the next record.
     *
     * @return what the core makes of it; null for the start of a run
     * @throws IllegalArgumentException if the run's config cannot be read, or is another engine's
     */
    public Slot take(DirectBuffer buffer, int record) {
        final int event = RecordLayout.event(record);
        if (RecordLayout.templateId(buffer, event) == RunStartedDecoder.TEMPLATE_ID) {
            begin(buffer, record, event);
            return null;
        }
        if (core == null) {
            throw new IllegalArgumentException("record " + RecordLayout.sequence(buffer, record)
                + " does not start a run; a run is needed from its start");
        }
        slot.clear();
        if (isOfDenied(buffer, event)) {
            timer.wrapAndApplyHeader(slot.buffer(), slot.event(), headerEncoder)
                .dueTimeNs(RecordLayout.eventTimeNs(buffer, record)).cadenceNs(0)
                .instrumentId(TimerEncoder.instrumentIdNullValue());
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
        } else {
            final int length = RecordLayout.messageLength(buffer, event);
            slot.buffer().putBytes(slot.event(), buffer, event, length);
            slot.commitEvent(length, Provenance.of(RecordLayout.provenance(buffer, record)));
        }
        if (RecordLayout.templateId(buffer, event) == CarriedOrderDecoder.TEMPLATE_ID) {
            sent.add(carried.wrapAndApplyHeader(buffer, event, header).clientOrderId());
        }
        decision.next(buffer, record);
        core.onEvent(slot, RecordLayout.sequence(buffer, record), RecordLayout.eventTimeNs(buffer, record));
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                sent.add(order.wrapAndApplyHeader(slot.buffer(), effect, header).clientOrderId());
            }
        }
        if (slot.isFaulted()) {
            throw new IllegalArgumentException("record " + slot.sequence() + " cannot be done with these limits: "
                + slot.failure().getMessage());
        }
        return slot;
    }

    private void begin(DirectBuffer buffer, int record, int event) {
        runStarted.wrapAndApplyHeader(buffer, event, header);
        final int engineId = runStarted.engineId();
        if (engineId != limits.orders().engineId()) {
            throw new IllegalArgumentException("the run is of engine " + engineId + ", the limits are engine "
                + limits.orders().engineId() + "'s; expected the same engine.id");
        }
        final String manifest = runStarted.manifest();
        final RecordedCores cores = new RecordedCores();
        final int decisionStage = cores.decisionStage(manifest);
        decision.begin(decisionStage);
        final List<Stage> stages = new ArrayList<>(cores.stages(manifest).subList(0, decisionStage));
        stages.add(decision);
        stages.add(new RiskStage(limits, stallNs));
        stages.add(new OrdersStage(limits.orders()));
        stages.add(new PositionStage(limits.orders()));
        core = new Core(stages, 0, RecordLayout.sequence(buffer, record), RecordLayout.eventTimeNs(buffer, record));
        slot = cores.slotSizes(manifest).newSlot();
    }

    private boolean isOfDenied(DirectBuffer buffer, int event) {
        if (RecordLayout.templateId(buffer, event) != ExecutionReportDecoder.TEMPLATE_ID) {
            return false;
        }
        report.wrapAndApplyHeader(buffer, event, header);
        return !sent.contains(report.clientOrderId());
    }
}
