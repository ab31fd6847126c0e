package io.escapement.engine.venue.loopback;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What the loopback venue is to serve. Either a capture or a simulation.
 *
 * @param port       0 = any free one
 * @param capture    a recording; null for the simulation
 * @param simulation the generator's settings; null for the capture
 * @param faults     what is to go wrong, see {@link FaultSpec#parse(String)}
 * @param faultSeed  of the random faults
 * @param tls        null = without
 * @param orders     hears of orders on {@code /ws-api/v3}
 * @param listener   hears of every frame sent; null = nobody
 * @param venue      which venue it plays, such as {@code bybit}; null = the recording's own, the generator: Binance
 * @param books      hears of every book; null = nobody
 * @param trading    the account that may send orders; null = it takes none
 */
public record Serve(int port, Path capture, Simulation simulation, Pace pace, AtEnd atEnd, List<FaultSpec> faults,
                    long faultSeed, Limits limits, TlsFiles tls, OrderSink orders, PlayListener listener,
                    String venue, BookListener books, Trading trading) {
    private static final int MAX_PORT = 65_535;

    /** Checks the values. */
    public Serve {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + ", expected 0 (any free one) to " + MAX_PORT);
        }
        if ((capture == null) == (simulation == null)) {
            throw new IllegalArgumentException("expected either a capture or a simulation to serve");
        }
        faults = List.copyOf(faults);
        Objects.requireNonNull(pace);
        Objects.requireNonNull(atEnd);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(orders);
    }

    /** A recording at its own pace, once, on any free port. */
    public static Serve capture(final Path file) {
        return new Serve(0, file, null, Pace.RECORDED, AtEnd.CLOSE, List.of(), 1, Limits.DEFAULT, null,
            OrderSink.NONE, null, null, null, null);
    }

    /** The generator at its own pace, on any free port. */
    public static Serve simulation(final Simulation settings) {
        return new Serve(0, null, settings, Pace.RECORDED, AtEnd.CLOSE, List.of(), settings.seed(), Limits.DEFAULT,
            null, OrderSink.NONE, null, null, null, null);
    }

    /** The same on this port. */
    public Serve onPort(final int other) {
        return new Serve(other, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, orders, listener,
            venue, books, trading);
    }

    /** The same at this pace. */
    public Serve at(final Pace other) {
        return new Serve(port, capture, simulation, other, atEnd, faults, faultSeed, limits, tls, orders, listener,
            venue, books, trading);
    }

    /** The same with another end. */
    public Serve ending(final AtEnd other) {
        return new Serve(port, capture, simulation, pace, other, faults, faultSeed, limits, tls, orders, listener,
            venue, books, trading);
    }

    /** The same with these faults, texts as of {@link FaultSpec#parse(String)}. */
    public Serve withFaults(final long seed, final String... specs) {
        return new Serve(port, capture, simulation, pace, atEnd, List.of(specs).stream().map(FaultSpec::parse).toList(),
            seed, limits, tls, orders, listener,
            venue, books, trading);
    }

    /** The same with other limits. */
    public Serve within(final Limits other) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, other, tls, orders, listener,
            venue, books, trading);
    }

    /** The same over TLS. */
    public Serve withTls(final TlsFiles files) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, files, orders, listener,
            venue, books, trading);
    }

    /** The same, telling of orders. */
    public Serve tellingOrders(final OrderSink sink) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, sink, listener,
            venue, books, trading);
    }

    /** The same, telling of frames. */
    public Serve tellingFrames(final PlayListener hears) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, orders, hears,
            venue, books, trading);
    }

    /** The same as this venue. */
    public Serve as(final String name) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, orders, listener,
            name, books, trading);
    }

    /** The same, telling of books. */
    public Serve tellingBooks(final BookListener hears) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, orders, listener,
            venue, hears, trading);
    }

    /** The same, taking orders of this account. */
    public Serve withTrading(final Trading account) {
        return new Serve(port, capture, simulation, pace, atEnd, faults, faultSeed, limits, tls, orders, listener,
            venue, books, account);
    }
}
