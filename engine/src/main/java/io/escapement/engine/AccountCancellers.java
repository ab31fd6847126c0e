package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.net.Endpoint;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestSettings;
import io.escapement.engine.venue.net.Tls;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountProtocol;
import io.escapement.engine.venue.orders.RestCanceller;

import java.util.List;

/** Ways to cancel everything at the accounts of a config without the engine that trades on them. */
final class AccountCancellers {
    private static final long REPLY_MS = 5_000;

    private AccountCancellers() {
    }

    /** Of every account in a config; none where all trading is on paper. */
    static List<OrderCanceller> of(EngineSettings settings) {
        return List.of();
    }

    /**
     * Opens a way to one account, with a thread and connections of its own.
     *
     * @param instruments of the account, as they were last defined
     */
    static OrderCanceller open(AccountProtocol protocol, AccountConfig config, List<Instrument> instruments) {
        final Transport transport = Transport.open(TransportKind.NIO, work -> {
            final Thread thread = new Thread(work, "canceller");
            thread.setDaemon(true);
            return thread;
        });
        final Endpoint endpoint = Endpoint.parse(config.restUrl());
        final EngineClock clock = new EngineClock();
        final RestClient rest = new RestClient(transport, endpoint.secure() ? Tls.open(config.trust()) : null, endpoint,
            RestSettings.defaults(), clock.asEpochNanoClock());
        return new RestCanceller(protocol.venue() + " at " + endpoint, protocol, rest, transport.loop(),
            clock.asEpochNanoClock(), instruments, REPLY_MS, transport::close);
    }
}
