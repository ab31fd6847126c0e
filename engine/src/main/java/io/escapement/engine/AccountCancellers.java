package io.escapement.engine;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
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
import io.escapement.engine.venue.session.Listing;
import io.escapement.journal.JournalReader;
import io.escapement.journal.RecordLayout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ways to cancel everything at the accounts of a config without the engine that trades on them. */
final class AccountCancellers {
    private static final long REPLY_MS = 5_000;

    private AccountCancellers() {
    }

    /**
     * Of every account in a config; none where all trading is on paper. What the instruments are, the journal tells.
     *
     * @throws IllegalArgumentException if a secret is missing or not safe, or the journal has no instrument yet
     */
    static List<OrderCanceller> of(EngineSettings settings) throws IOException {
        final List<OrderCanceller> cancellers = new ArrayList<>();
        if (settings.accounts().isEmpty()) {
            return cancellers;
        }
        final List<Instrument> defined = definitions(settings.journal().directory());
        for (final AccountSettings account : settings.accounts()) {
            final List<Instrument> instruments = traded(settings, account, defined);
            final AccountConfig config = account.open();
            cancellers.add(open(account.kind().protocol.apply(config), config, instruments));
        }
        return cancellers;
    }

    /**
     * Those of an account.
     *
     * @param defined all that a journal tells of
     * @throws IllegalArgumentException if one is missing there
     */
    static List<Instrument> traded(EngineSettings settings, AccountSettings account, List<Instrument> defined) {
        final Set<String> symbols = settings.venues().stream()
            .filter(venue -> venue.protocol().venue() == account.kind().venue)
            .flatMap(venue -> venue.config().listings().stream())
            .filter(listing -> account.instruments().contains(listing.id()))
            .map(Listing::symbol).collect(Collectors.toSet());
        final List<Instrument> instruments = defined.stream().filter(each ->
            each.venue() == account.kind().venue && symbols.contains(each.symbol())).toList();
        if (instruments.size() < symbols.size()) {
            throw new IllegalArgumentException(settings.journal().directory() + ": tells of "
                + instruments.stream().map(Instrument::symbol).toList() + " at " + account.kind().text
                + ", the account has " + symbols + "; the engine has to have run with this config before");
        }
        return instruments;
    }

    /** Each instrument as a journal last defined it. */
    private static List<Instrument> definitions(Path journal) throws IOException {
        final Map<String, Instrument> found = new LinkedHashMap<>();
        if (!Files.isDirectory(journal)) {
            return List.of();
        }
        final InstrumentReader definitions = new InstrumentReader();
        final Slot slot = SlotSizes.USUAL.newSlot();
        try (JournalReader reader = JournalReader.open(journal)) {
            while (reader.next()) {
                if (RecordLayout.templateId(reader.buffer(), RecordLayout.event(reader.offset()))
                    == InstrumentDefinitionDecoder.TEMPLATE_ID) {
                    slot.load(reader.buffer(), reader.offset(), 0);
                    final Instrument instrument = definitions.read(slot);
                    if (instrument != null) {
                        found.put(instrument.venue() + ":" + instrument.symbol(), instrument);
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    static Transport transport(String name) {
        return Transport.open(TransportKind.NIO, work -> {
            final Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Opens a way to one account, with a thread and connections of its own.
     *
     * @param instruments of the account, as they were last defined
     */
    static OrderCanceller open(AccountProtocol protocol, AccountConfig config, List<Instrument> instruments) {
        final Transport transport = transport("canceller");
        final Endpoint endpoint = Endpoint.parse(config.restUrl());
        final EngineClock clock = new EngineClock();
        final RestClient rest = new RestClient(transport, endpoint.secure() ? Tls.open(config.trust()) : null, endpoint,
            RestSettings.defaults(), clock.asEpochNanoClock());
        return new RestCanceller(protocol.venue() + " at " + endpoint, protocol, rest, transport.loop(),
            clock.asEpochNanoClock(), instruments, REPLY_MS, transport::close);
    }
}
