package io.escapement.tools.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordDump;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.orders.OrderLife.Step;
import io.escapement.tools.terminal.CommandException;
import io.escapement.tools.terminal.Exit;
import io.escapement.tools.terminal.ProgressLine;
import io.escapement.tools.terminal.ToolCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells why an order was made, and what became of it. */
@Command(name = "explain",
    description = {"Tells why an order was made: the venue's message that began it, the book, the features, the "
        + "decision, every risk check with its limit and what was compared with it, the order, and every report, each "
        + "with sequence and time. Orders that risk denied have names too: see orders --status DENIED.",
        "The run is fed to the same core again up to the order's record; what the core makes of that must be what is "
            + "recorded."},
    footer = {"", "Example: tools explain journals/demo 1-20731-0"})
public final class ExplainCommand extends ToolCommand {
    private static final int CHECK_EVERY = 4096;

    @Parameters(index = "0", paramLabel = "JOURNAL", description = "The journal's directory.")
    private Path journal;

    @Parameters(index = "1", paramLabel = "ORDER", description = "Such as 1-20731-0.")
    private String order;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private final RecordDump dump = new RecordDump();
    private GateChecks checks;
    private GateFacts facts;
    private RiskConfig config;
    private RecordedCores cores;
    private Core core;
    private Slot slot;
    private Map<String, Object> made;
    private boolean same;

    @Override
    public Integer call() {
        final long wanted;
        try {
            wanted = OrderName.parse(order);
        } catch (final IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        checks = new GateChecks(wanted);
        facts = new GateFacts(wanted);
        cores = new RecordedCores();
        final OrderLives lives = new OrderLives(wanted);
        final long at = ClientOrderIds.sequence(wanted);
        final ProgressLine progress = ProgressLine.onTerminal(err(), "records", at);
        try (JournalReader reader = JournalReader.open(journal)) {
            for (long seen = 0; reader.next(); seen++) {
                lives.take(reader);
                dump.learn(reader.buffer(), reader.offset());
                if (reader.sequence() <= at) {
                    replay(reader, at);
                }
                if (seen % CHECK_EVERY == 0) {
                    interruption().check();
                    progress.update(seen);
                }
            }
        } finally {
            progress.clear();
        }
        final OrderLife life = lives.find(wanted);
        if (life == null) {
            throw new CommandException(journal + ": has no order " + OrderName.of(wanted));
        }
        if (made == null) {
            throw new CommandException(journal + ": record " + at + ", which made the order, is not there any more");
        }
        final Explanation explanation = new Explanation(wanted, made, checks.checks(),
            new CheckWords(config, facts, wants(wanted)), afterwards(life, at), lives, same);
        if (json) {
            explanation.writeJson(out());
        } else {
            explanation.print(out());
        }
        return same ? Exit.FINE : Exit.FOUND;
    }

    /** What was wanted: the intent that the order's index says, or what risk made itself. */
    private Map<String, Object> wants(long wanted) {
        int intents = 0;
        final Map<String, Object> found = new HashMap<>();
        for (final Object effect : (List<?>) made.get("effects")) {
            final Map<?, ?> message = (Map<?, ?>) effect;
            final boolean own = Long.valueOf(wanted).equals(message.get("clientOrderId"));
            if (own || message.get("type").equals("OrderIntent") && intents++ == ClientOrderIds.index(wanted)) {
                message.forEach((name, value) -> found.putIfAbsent(String.valueOf(name), value));
            }
        }
        found.put("clientOrderId", OrderName.of(wanted));
        return found;
    }

    private static List<Step> afterwards(OrderLife life, long at) {
        return life.steps.stream().filter(step -> step.sequence() > at).toList();
    }

    /** Feeds the run that the order is in; the gate talks only of the order. */
    private void replay(JournalReader reader, long at) {
        final int event = RecordLayout.event(reader.offset());
        if (RecordLayout.templateId(reader.buffer(), event) == RunStartedDecoder.TEMPLATE_ID) {
            runStarted.wrapAndApplyHeader(reader.buffer(), event, header);
            final String manifest = runStarted.manifest();
            config = cores.risk(manifest);
            facts.begin();
            core = cores.traced(manifest, reader.sequence(), reader.eventTimeNs(), checks);
            slot = cores.slotSizes(manifest).newSlot();
            return;
        }
        if (core == null) {
            return;
        }
        final int length = RecordLayout.messageLength(reader.buffer(), event);
        slot.clear();
        slot.buffer().putBytes(slot.event(), reader.buffer(), event, length);
        slot.commitEvent(length, Provenance.of(RecordLayout.provenance(reader.buffer(), reader.offset())));
        core.onEvent(slot, reader.sequence(), reader.eventTimeNs());
        facts.take(slot);
        if (reader.sequence() == at) {
            same = isSame(reader);
            made = tree();
        }
    }

    /** Whether the kept effects are those recorded. */
    private boolean isSame(JournalReader reader) {
        final int recorded = reader.length() - RecordLayout.checkedLength(reader.buffer(), reader.offset());
        if (recorded != slot.recordLength()) {
            return false;
        }
        for (int i = RecordLayout.HEADER_LENGTH; i < recorded; i++) {
            if (reader.buffer().getByte(reader.offset() + i) != slot.buffer().getByte(i)) {
                return false;
            }
        }
        return true;
    }

    /** The whole record as it was made again, with the book that no journal needs to keep. */
    private Map<String, Object> tree() {
        final int kept = slot.recordLength();
        slot.buffer().putBytes(kept, slot.buffer(), slot.checkedStart(), slot.checkedLength());
        slot.buffer().putInt(RecordLayout.LENGTH_OFFSET, kept + slot.checkedLength(), ByteOrder.LITTLE_ENDIAN);
        return dump.tree(slot.buffer(), 0);
    }
}
