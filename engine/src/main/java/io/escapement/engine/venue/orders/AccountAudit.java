package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.netty.channel.EventLoop;
import org.agrona.concurrent.EpochNanoClock;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Reconciles with one account as a gateway would that has just connected, and changes nothing: by questions alone, by
 * REST, into a core that nobody acts upon. The core says the same as an engine's would if it started now.
 */
public final class AccountAudit implements AutoCloseable {
    private static final long TICK_MS = 20;
    private static final int CONNECTIONS = 2;

    private final String name;
    private final EventLoop loop;
    private final Transport transport;
    private final EpochNanoClock clock;
    private final RecordHandOver handOver;
    private final AccountInstruments instruments = new AccountInstruments();
    private final VenueClock venueClock;
    private final RestDesk rest;
    private final OrderTalk talk;
    private final Reconciliation reconciliation;
    private final ClockWatch clockWatch;
    private final RecordListener heard;
    private final CoreInlet inlet;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private boolean listening;

    /**
     * @param transport closed with this
     * @param traded    the account's, as the stages know them
     * @param stages    fresh; the orders stage among them
     * @param heard     hears every record, on the transport's thread
     */
    public AccountAudit(AccountProtocol protocol, AccountConfig config, Transport transport, EpochNanoClock clock,
                        Collection<Instrument> traded, List<Stage> stages, RecordListener heard) {
        final Endpoint endpoint = Endpoint.parse(config.restUrl());
        this.name = protocol.venue() + " at " + endpoint;
        this.transport = transport;
        this.loop = transport.loop();
        this.clock = clock;
        this.heard = heard;
        this.handOver = new RecordHandOver(id -> traded.stream().anyMatch(each -> each.id() == id));
        this.venueClock = new VenueClock(config.maxOffsetNs());
        this.inlet = new CoreInlet(new Core(stages));
        final AccountEvents events = new AccountEvents(inlet, protocol.venue(), config.provenance());
        this.rest = new RestDesk(RestDesk.client(config, transport, endpoint.secure() ? Tls.open(config.trust()) : null,
            CONNECTIONS, clock), protocol, venueClock, clock, events, loop);
        rest.onlyAsks();
        final Side side = new Side();
        this.talk = new OrderTalk(protocol, config, events, rest, side);
        this.reconciliation = new Reconciliation(protocol, events, rest, talk, side, config.engineId(),
            () -> done.complete(null), this::fail);
        this.clockWatch = new ClockWatch(protocol, events, rest, venueClock, clock, config.maxOffsetNs());
    }

    /** Venue and address, for people. */
    public String name() {
        return name;
    }

    /**
     * Does it; the caller waits.
     *
     * @param before publishes what the journal comes to, on the transport's thread
     * @throws IOException if the venue does not answer, refuses, or our clock is too far from its
     */
    public void run(Consumer<Inlet> before, long timeoutMs) throws IOException {
        loop.execute(() -> {
            try {
                before.accept(inlet);
                loop.scheduleAtFixedRate(this::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
                clockWatch.measure(false, () -> reconciliation.begin(""), this::fail);
            } catch (final RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        try {
            done.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(name + ": " + e.getCause().getMessage(),
                e.getCause());
        } catch (final TimeoutException e) {
            throw new IOException(name + ": not everything was answered within " + timeoutMs + " ms", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + ": interrupted", e);
        }
    }

    private void fail(String why) {
        done.completeExceptionally(new IOException(name + ": " + why));
    }

    private void tick() {
        if (!done.isDone()) {
            final long nanos = System.nanoTime();
            talk.tick(nanos);
            reconciliation.tick(nanos);
        }
    }

    @Override
    public void close() {
        loop.execute(rest::close);
        transport.close();
    }

    private void drain() {
        for (GatewayRequest next = handOver.take(); next != null; next = handOver.take()) {
            switch (next.kind) {
                case DEFINE -> instruments.define(next.instrument);
                case CARRY, UPDATE -> talk.onRequest(next);
                default -> throw new IllegalStateException("a " + next.kind + " where nothing is traded");
            }
            handOver.giveBack(next);
        }
    }

    /** Straight into the core, one event after the other. */
    private final class CoreInlet implements Inlet {
        private final Core core;
        private final Slot slot = SlotSizes.USUAL.newSlot();

        CoreInlet(Core core) {
            this.core = core;
        }

        @Override
        public Slot claim() {
            slot.clear();
            return slot;
        }

        @Override
        public void publish(Slot claimed) {
            core.onEvent(claimed, clock.nanoTime());
            if (claimed.isFaulted()) {
                throw new IllegalStateException("the core failed on what the venue said", claimed.failure());
            }
            heard.onRecord(claimed);
            listening = true;
            try {
                if (handOver.onRecord(claimed)) {
                    drain();
                }
            } finally {
                listening = false;
            }
        }

        @Override
        public void abandon(Slot claimed) {
            claimed.clear();
        }
    }

    /** Of a gateway that never trades. */
    private final class Side implements GatewaySide {
        @Override
        public boolean isTrading() {
            return false;
        }

        @Override
        public String whyNot() {
            return "this only looks";
        }

        @Override
        public AccountLine entry() {
            return null;
        }

        @Override
        public long nowNs() {
            return clock.nanoTime();
        }

        @Override
        public long venueMs() {
            return venueClock.venueMs(clock.nanoTime());
        }

        @Override
        public AccountInstruments instruments() {
            return instruments;
        }

        @Override
        public void clockDoubted() {
            // It was measured a moment ago.
        }

        @Override
        public void later(Runnable what) {
            if (listening) {
                loop.execute(what);
            } else {
                what.run();
            }
        }
    }
}
