package io.escapement.engine.venue.trial;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AmendOrderEncoder;
import io.escapement.codecs.sbe.CancelOrderEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OperatorCommandEncoder;
import io.escapement.codecs.sbe.OrderReleasedEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.PipelineStoppedException;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.position.PositionStage;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountProtocol;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.Gateway;
import io.escapement.engine.venue.orders.Report;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.CountersManager;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;
import java.util.regex.Pattern;

/**
 * A gateway in a real pipeline with the real stages of orders and positions, and a stage before them that does what it
 * is told in place of strategies and risk. Everything that happens is noted as lines, in order.
 */
public final class GatewayRig implements AutoCloseable {
    /** Number of the engine that it plays. */
    public static final int ENGINE = 7;
    private static final long PATIENCE_S = 90;
    private static final long POLL_MS = 10;

    private final EngineClock clock = new EngineClock();
    private final Transport transport =
        Transport.open(TransportKind.NIO, task -> new Thread(task, "gateway-rig"));
    private final ConcurrentLinkedQueue<ObjLongConsumer<Slot>> script = new ConcurrentLinkedQueue<>();
    private final List<String> lines = new ArrayList<>();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final TimerEncoder timer = new TimerEncoder();
    private final List<Instrument> instruments;
    private final Pipeline pipeline;
    private final Inlet inlet;
    private final Gateway gateway;
    private volatile String fault;

    /** @param layout of the pipeline */
    public GatewayRig(String layout, Function<AccountConfig, AccountProtocol> protocol, AccountConfig config,
                      List<Instrument> instruments) {
        this.instruments = instruments;
        final OrdersConfig orders = new OrdersConfig(ENGINE, 1024, TimeUnit.SECONDS.toNanos(60));
        final List<Stage> stages = List.of(new Script(), new OrdersStage(orders), new PositionStage(orders));
        final Gateway[] made = new Gateway[1];
        final RecordListener listener = slot -> made[0].onRecord(slot);
        pipeline = new Pipeline(PipelineConfig.of(layout), new PipelineParts(new Core(stages, 0, 0, 0),
            slot -> { }, List.of(listener, this::note), broken -> fault = broken.message() + broken.cause(), clock,
            new CountersManager(new UnsafeBuffer(BufferUtil.allocateDirectAligned(64 * 1024, 64)),
                new UnsafeBuffer(BufferUtil.allocateDirectAligned(16 * 1024, 64))), notice -> { }));
        inlet = pipeline.inlet();
        gateway = new Gateway(protocol.apply(config), config, transport, inlet, clock.asEpochNanoClock(),
            ReadHook.NONE);
        made[0] = gateway;
        pipeline.start();
        transport.loop().scheduleAtFixedRate(this::poll, POLL_MS, POLL_MS, TimeUnit.MILLISECONDS);
        instruments.forEach(this::define);
        gateway.start();
    }

    private void poll() {
        try {
            gateway.poll(inlet, clock.epochNs());
        } catch (final PipelineStoppedException stopping) {
            // Nothing more goes in.
        }
    }

    /** What the caller wants to be in the next record. */
    private final class Script implements Stage {
        @Override
        public String name() {
            return "script";
        }

        @Override
        public void onEvent(Slot slot) {
            for (ObjLongConsumer<Slot> next = script.poll(); next != null; next = script.poll()) {
                next.accept(slot, slot.sequence());
            }
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    private void note(Slot slot) {
        final List<String> found = new ArrayList<>();
        found.add(AccountLines.render(slot.buffer(), slot.event()));
        for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
            found.add(AccountLines.render(slot.buffer(), m));
        }
        found.removeIf(line -> line == null);
        synchronized (lines) {
            lines.addAll(found);
            lines.notifyAll();
        }
    }

    private void define(Instrument i) {
        transport.loop().execute(() -> {
            final Slot slot = inlet.claim();
            final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
            definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(clock.epochNs())
                .tickSize(i.tickSize()).lotSize(i.lotSize()).minQuantity(i.minQuantity())
                .maxQuantity(i.maxQuantity()).minNotional(i.minNotional()).instrumentId(i.id()).venue(i.venue())
                .priceExponent((byte) i.priceExponent()).quantityExponent((byte) i.quantityExponent())
                .status(i.status()).kind(i.kind()).sync(SyncKind.RANGES).checksum(ChecksumKind.NONE)
                .checksumEvery(1).bookDepth(0).contractSize(i.contractSize()).symbol(i.symbol())
                .baseAsset(i.baseAsset()).quoteAsset(i.quoteAsset()).canonical(i.canonical());
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + definition.encodedLength(), Provenance.SIMULATED);
            inlet.publish(slot);
        });
    }

    /** Does this in a record of its own; returns the record's sequence. */
    public long run(ObjLongConsumer<Slot> what) {
        final CompletableFuture<Long> done = new CompletableFuture<>();
        transport.loop().execute(() -> {
            script.add((slot, sequence) -> {
                what.accept(slot, sequence);
                done.complete(sequence);
            });
            final Slot slot = inlet.claim();
            timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(clock.epochNs())
                .cadenceNs(1_000_000_000L).instrumentId(TimerEncoder.instrumentIdNullValue());
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
            inlet.publish(slot);
        });
        try {
            return done.get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (final Exception e) {
            throw new IllegalStateException(fault + "; " + lines(), e);
        }
    }

    private static long id(long sequence) {
        return (long) ENGINE << 48 | sequence << 8;
    }

    /** A limit order in a record of its own. @return its client order id */
    public long limit(Side side, long price, long quantity, TimeInForce timeInForce) {
        return place(side, OrderType.LIMIT, timeInForce, price, quantity, Report.NULL, false);
    }

    /** A market order in a record of its own. @return its client order id */
    public long market(Side side, long quantity) {
        return place(side, OrderType.MARKET, TimeInForce.IOC, Report.NULL, quantity, Report.NULL, false);
    }

    /** An order in a record of its own; prices and quantities are mantissas. @return its client order id */
    public long place(Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, long trigger,
                      boolean held) {
        return place(side, type, timeInForce, price, quantity, trigger, held, Report.NULL);
    }

    /** A limit order that is good for so long. */
    public long goodTill(Side side, long price, long quantity, long seconds) {
        return place(side, OrderType.LIMIT, TimeInForce.GTD, price, quantity, Report.NULL, false,
            clock.epochNs() + TimeUnit.SECONDS.toNanos(seconds));
    }

    private long place(Side side, OrderType type, TimeInForce timeInForce, long price, long quantity, long trigger,
                       boolean held, long expireTimeNs) {
        return id(run((slot, sequence) -> {
            final NewOrderEncoder order = new NewOrderEncoder();
            order.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).clientOrderId(id(sequence))
                .price(price).quantity(quantity).instrumentId(instruments.get(0).id()).strategyId(1).side(side)
                .orderType(type).timeInForce(timeInForce).reduceOnly((short) 0).held((short) (held ? 1 : 0))
                .reason(Reason.STRATEGY).triggerPrice(trigger).expireTimeNs(expireTimeNs);
            slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + order.encodedLength());
        }));
    }

    /** A cancel of one order, as a strategy makes it. */
    public void cancel(long clientOrderId) {
        run((slot, sequence) -> {
            final CancelOrderEncoder cancel = new CancelOrderEncoder();
            cancel.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).clientOrderId(clientOrderId)
                .instrumentId(instruments.get(0).id()).reason(Reason.STRATEGY);
            slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + cancel.encodedLength());
        });
    }

    /** What an order is to become, in mantissas. */
    public void amend(long clientOrderId, long price, long quantity) {
        run((slot, sequence) -> {
            final AmendOrderEncoder amend = new AmendOrderEncoder();
            amend.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).clientOrderId(clientOrderId)
                .price(price).quantity(quantity).instrumentId(instruments.get(0).id());
            slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + amend.encodedLength());
        });
    }

    /** The trigger of a held order has been reached. */
    public void release(long clientOrderId) {
        run((slot, sequence) -> {
            final OrderReleasedEncoder released = new OrderReleasedEncoder();
            released.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(256), header).clientOrderId(clientOrderId)
                .triggerPrice(1).observedPrice(1).instrumentId(instruments.get(0).id());
            slot.commitEffect(MessageHeaderEncoder.ENCODED_LENGTH + released.encodedLength());
        });
    }

    /** A person's command, as an event. */
    public void command(Command command) {
        transport.loop().execute(() -> {
            final Slot slot = inlet.claim();
            final OperatorCommandEncoder operator = new OperatorCommandEncoder();
            operator.wrapAndApplyHeader(slot.buffer(), slot.event(), header).receiveTimeNs(clock.epochNs())
                .instrumentId(OperatorCommandEncoder.instrumentIdNullValue()).command(command).person("test")
                .reason("test");
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + operator.encodedLength(), Provenance.ENGINE);
            inlet.publish(slot);
        });
    }

    /** The one on trial. */
    public Gateway gateway() {
        return gateway;
    }

    /** Why the pipeline has stopped; null while it runs. */
    public String fault() {
        return fault;
    }

    /** What has happened so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** How many lines there are; a place to {@link #await} from. */
    public int mark() {
        synchronized (lines) {
            return lines.size();
        }
    }

    /** The first line, from a place on, in which the pattern is found; waits for it. */
    public String await(int from, String pattern) {
        final Pattern wanted = Pattern.compile(pattern);
        final long untilNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
        synchronized (lines) {
            int at = from;
            while (true) {
                for (; at < lines.size(); at++) {
                    if (wanted.matcher(lines.get(at)).find()) {
                        return lines.get(at);
                    }
                }
                final long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNanos - System.nanoTime());
                if (leftMs <= 0 || fault != null) {
                    throw new IllegalStateException("no line with " + pattern + " from " + from + " on; fault " + fault
                        + "; " + String.join("\n", lines));
                }
                try {
                    lines.wait(Math.min(leftMs, 200));
                } catch (final InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** The first line of all in which the pattern is found; waits for it. */
    public String await(String pattern) {
        return await(0, pattern);
    }

    /** Waits until an order has changed. @param change a pattern, {@code FROM->TO} and what is filled */
    public void awaitUpdate(long clientOrderId, String change) {
        await("update " + ClientOrderText.of(clientOrderId) + " " + change);
    }

    /** Lines of alarms and of messages that could not be read. */
    public List<String> complaints() {
        return lines().stream().filter(line -> line.startsWith("ALARM") || line.startsWith("MALFORMED")).toList();
    }

    @Override
    public void close() {
        gateway.close();
        pipeline.stop();
        transport.close();
    }
}
