package io.escapement.engine;

import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.recovery.CarriedReplay;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.orders.AccountAudit;
import io.escapement.engine.venue.orders.AccountConfig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * An engine in another process, as its config tells of it: where its journal is, and which accounts it trades on. A
 * journal's directory will do in place of a config where no account is needed.
 */
public final class RemoteEngine {
    private final Path journal;
    private final EngineSettings settings;

    private RemoteEngine(Path journal, EngineSettings settings) {
        this.journal = journal;
        this.settings = settings;
    }

    /**
     * Reads a config, or takes a journal's directory.
     *
     * @throws io.escapement.engine.config.ConfigException with every problem of the config
     * @throws IOException                                 if it cannot be read
     */
    public static RemoteEngine of(Path configOrJournal) throws IOException {
        if (Files.isDirectory(configOrJournal)) {
            return new RemoteEngine(configOrJournal, null);
        }
        final EngineSettings settings = EngineSettingsReader.read(ConfigFile.read(configOrJournal));
        return new RemoteEngine(settings.journal().directory(), settings);
    }

    /** Where the engine's journal is, and with it its control socket and its heartbeat. */
    public Path journal() {
        return journal;
    }

    /** Whether this is a config, so that the accounts are known. */
    public boolean knowsAccounts() {
        return settings != null;
    }

    /**
     * Reconciles with each account as the engine would if it started now, and changes nothing.
     *
     * @param journal   what the journal comes to
     * @param heard     hears what each account says and what the core makes of it, one account after the other
     * @param timeoutMs for each account
     * @return the accounts' names
     * @throws IllegalArgumentException if a key cannot be had; the message says which, and never what is in it
     * @throws IOException              if a venue does not answer
     */
    public List<String> audit(CarriedReplay journal, BiConsumer<String, Slot> heard, long timeoutMs)
        throws IOException {
        final List<String> names = new ArrayList<>();
        for (final AccountSettings account : settings.accounts()) {
            final AccountConfig config = account.open();
            final String[] name = new String[1];
            try (AccountAudit audit = new AccountAudit(account.kind().protocol.apply(config), config,
                AccountCancellers.transport("audit"), new EngineClock().asEpochNanoClock(),
                AccountCancellers.traded(settings, account, journal.instruments()),
                List.of(new OrdersStage(journal.orders())), slot -> heard.accept(name[0], slot))) {
                name[0] = audit.name();
                names.add(audit.name());
                audit.run(journal::into, timeoutMs);
            }
        }
        return names;
    }

    /**
     * Ways to cancel everything at each account without the engine; empty where all trading is on paper.
     *
     * @throws IllegalArgumentException if a key cannot be had; the message says which, and never what is in it
     * @throws IOException              if the journal, which tells of the instruments, cannot be read
     */
    public List<OrderCanceller> cancellers() throws IOException {
        return settings == null ? List.of() : AccountCancellers.of(settings);
    }
}
