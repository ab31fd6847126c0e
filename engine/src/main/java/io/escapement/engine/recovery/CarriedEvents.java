package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarryBegunEncoder;
import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.Order;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gives a new run what the run before left, as its own events: waits until every instrument that has something open is
 * defined, then publishes all of it in one go, and CarryEnded behind it; that also where there is nothing to carry.
 * Polled on the reader's thread; hears records on the listeners' thread.
 */
public final class CarriedEvents implements EventSource, RecordListener {
    /** For definitions of instruments in which nothing is open, once all others are there. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long SAY_AFTER_NS = TimeUnit.SECONDS.toNanos(10);

    private final Restored restored;
    private final Runnable onEnded;
    private final Consumer<String> told;
    private final InstrumentReader reader = new InstrumentReader();
    /** Instruments of the run before that this one has, by their number then; the number now. */
    private final Map<Integer, Integer> numbers = new TreeMap<>();
    /** Of those, by the number now, what cannot be done without. */
    private final Set<Integer> needed = new TreeSet<>();
    private final Map<Integer, Instrument> defined = new ConcurrentHashMap<>();
    /** Counted by the listeners' thread alone. */
    private volatile int definitions;
    private int definitionsSeen = -1;
    private long firstPollNs;
    private long readySinceNs;
    private boolean hasSaid;
    private volatile boolean done;

    /**
     * @param engineId    of the new run
     * @param instruments of the new run
     * @param onEnded     called when CarryEnded has gone through, on the listeners' thread: gateways may begin
     * @param told        hears what is waited for
     * @throws FoldException if something is open that this run could not care for; the message says what to do
     */
    public CarriedEvents(Restored restored, int engineId, ConfiguredInstruments instruments, Runnable onEnded,
                         Consumer<String> told) {
        this.restored = restored;
        this.onEnded = onEnded;
        this.told = told;
        final FoldedRun state = restored.state();
        if (state != null) {
            state.instruments().values().forEach(before -> {
                final int now = instruments.id(before.venue(), before.symbol());
                if (now != 0) {
                    numbers.put(before.id(), now);
                }
            });
            check(state, engineId);
        }
    }

    private void check(FoldedRun state, int engineId) {
        final List<String> problems = new ArrayList<>();
        for (Order order = state.orders().firstOpen(); order != null; order = state.orders().nextOpen(order)) {
            final String what = "order " + name(order.clientOrderId()) + ", " + order.status() + " in "
                + instrument(state, order.instrumentId());
            if (state.run().config().engineId() != engineId) {
                problems.add(what + ", is engine " + state.run().config().engineId() + "'s, but engine.id is "
                    + engineId);
            }
            require(order.instrumentId(), what, problems);
        }
        state.positions((id, position) -> {
            if (position.quantity() != 0) {
                require(id, "the position of strategy " + position.strategyId() + " in " + instrument(state, id),
                    problems);
            }
        });
        if (!problems.isEmpty()) {
            throw new FoldException("the run before left what this config cannot care for: "
                + String.join("; ", problems) + ". Start once with these instruments and that engine.id in the config,"
                + " cancel and close what is open, and stop; or set journal.directory to a new folder if it is done"
                + " away with at the venue");
        }
    }

    private void require(int idBefore, String what, List<String> problems) {
        final Integer now = numbers.get(idBefore);
        if (now == null) {
            problems.add(what + " is open, but the config does not have the instrument");
        } else {
            needed.add(now);
        }
    }

    private static String instrument(FoldedRun state, int id) {
        final Instrument instrument = state.instruments().get(id);
        return instrument == null ? "instrument " + id : instrument.venue() + " " + instrument.symbol();
    }

    private static String name(long id) {
        return ClientOrderIds.engineId(id) + "-" + ClientOrderIds.sequence(id) + "-" + ClientOrderIds.index(id);
    }

    /** Begins the run: trading is off from here on. The first event of all; on the reader's thread. */
    public void begin(Inlet inlet) {
        final Slot slot = inlet.claim();
        final CarryBegunEncoder begun = new CarryBegunEncoder();
        begun.wrapAndApplyHeader(slot.buffer(), slot.event(), new MessageHeaderEncoder())
            .sequence(restored.place().sequence());
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + begun.encodedLength(), Provenance.ENGINE);
        inlet.publish(slot);
    }

    /** Whether everything has been published. */
    public boolean isDone() {
        return done;
    }

    @Override
    public void onRecord(Slot slot) {
        if (slot.eventTemplateId() == CarryEndedDecoder.TEMPLATE_ID) {
            onEnded.run();
        } else if (!done && slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            final Instrument instrument = reader.read(slot);
            if (instrument != null) {
                defined.put(instrument.id(), instrument);
                definitions = definitions + 1;
            }
        }
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        if (done) {
            return 0;
        }
        if (firstPollNs == 0) {
            firstPollNs = nowNs;
        }
        if (definitionsSeen != definitions) {
            definitionsSeen = definitions;
            readySinceNs = defined.keySet().containsAll(needed) ? nowNs : 0;
        }
        if (readySinceNs == 0) {
            sayWaiting(nowNs);
            return 0;
        }
        if (!defined.keySet().containsAll(numbers.values()) && nowNs - readySinceNs < PATIENCE_NS) {
            return 0;
        }
        return publish(inlet);
    }

    private void sayWaiting(long nowNs) {
        if (!hasSaid && nowNs - firstPollNs > SAY_AFTER_NS) {
            hasSaid = true;
            final Set<Integer> missing = new TreeSet<>(needed);
            missing.removeAll(defined.keySet());
            told.accept("trading is off: the venues have not defined instruments " + missing
                + " yet, in which the run before left something open");
        }
    }

    private int publish(Inlet inlet) {
        final InstrumentMapping mapping = new InstrumentMapping();
        numbers.forEach((before, now) -> {
            if (defined.containsKey(now)) {
                mapping.put(restored.state().instruments().get(before), defined.get(now));
            }
        });
        final IntoRing ring = new IntoRing(inlet);
        final CarriedWriter writer = new CarriedWriter(mapping, ring, true);
        if (restored.state() != null) {
            writer.write(restored.state());
        }
        writer.end(restored.place(), restored.snapshotSequence(), restored.from());
        done = true;
        told.accept("carried over from the run before, by " + restored.from() + ": " + writer.orders() + " orders, "
            + openOrders() + " of them open, and " + writer.positions() + " positions");
        return ring.published();
    }

    private int openOrders() {
        return restored.state() == null ? 0 : restored.state().orders().openCount();
    }
}
