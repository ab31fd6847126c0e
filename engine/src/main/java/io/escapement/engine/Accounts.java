package io.escapement.engine;

import io.escapement.codecs.sbe.OrderType;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.net.ReadHook;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.Gateway;
import io.escapement.engine.venue.orders.OrderGateway;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The gateways to a config's accounts. None is made before {@link #open}. */
final class Accounts implements EventSource, AutoCloseable {
    private static final long PAUSE_MS = 10;

    private final List<AccountSettings> settings;
    private final Console console;
    private final List<AccountConfig> configs = new ArrayList<>();
    private final List<OrderGateway> gateways = new ArrayList<>();

    /**
     * Reads the secrets.
     *
     * @throws IllegalArgumentException naming the file or variable that is missing or not safe
     */
    Accounts(List<AccountSettings> settings, Console console) {
        this.settings = settings;
        this.console = console;
        for (final AccountSettings each : settings) {
            final AccountConfig config = each.open();
            if (configs.stream().anyMatch(other -> other.secrets().isSameKey(config.secrets()))) {
                throw new IllegalArgumentException("two accounts have the same key, that of " + config.secrets()
                    + "; expected a key for each");
            }
            configs.add(config);
        }
    }

    /** Whether the instrument is traded through an account, so that paper leaves it alone. */
    boolean has(int instrumentId) {
        return settings.stream().anyMatch(each -> each.instruments().contains(instrumentId));
    }

    /** @param risk says who is to keep stops and take-profits */
    void open(Transport transport, Inlet inlet, EngineClock clock, ReadHook hook, RiskConfig risk) {
        for (int i = 0; i < settings.size(); i++) {
            final AccountSettings each = settings.get(i);
            gateways.add(new Gateway(each.kind().protocol.apply(configs.get(i)), configs.get(i), transport, inlet,
                clock.asEpochNanoClock(), hook));
            console.info("orders of " + each.instruments().size() + " instruments go to the account at "
                + each.kind().text + " (" + each.provenance() + "), by " + configs.get(i).secrets());
            console.info("stops and take-profits at " + each.kind().text + " are "
                + stops(risk, gateways.get(i)));
        }
    }

    private static String stops(RiskConfig risk, OrderGateway gateway) {
        final boolean wanted = risk.venues().stream()
            .anyMatch(each -> each.venue().equals(gateway.venue().name()) && each.nativeTriggers());
        if (!wanted) {
            return "held by the engine, while it runs";
        }
        return gateway.nativeTypes().contains(OrderType.STOP)
            ? "kept by the venue; should it refuse one as such, the engine holds those after it"
            : "refused: the limits say native-stops, but this gateway sends none; expected native-stops: false";
    }

    void start() {
        gateways.forEach(OrderGateway::start);
    }

    /** Made before there are any, since the pipeline wants its listeners first. */
    void onRecord(Slot slot) {
        for (int i = 0; i < gateways.size(); i++) {
            gateways.get(i).onRecord(slot);
        }
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        int published = 0;
        for (int i = 0; i < gateways.size(); i++) {
            published += gateways.get(i).poll(inlet, nowNs);
        }
        return published;
    }

    /** Waits until nothing is under way at any venue. */
    void settle(long timeoutMs) throws InterruptedException {
        final long untilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMs);
        while (System.nanoTime() - untilNanos < 0 && !gateways.stream().allMatch(OrderGateway::isQuiet)) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        gateways.stream().filter(each -> !each.isQuiet()).forEach(each -> console.error("orders at " + each.venue()
            + " may be open: not everything was answered within " + timeoutMs + " ms"));
    }

    List<OrderGateway> gateways() {
        return gateways;
    }

    @Override
    public void close() {
        gateways.forEach(OrderGateway::close);
    }
}
