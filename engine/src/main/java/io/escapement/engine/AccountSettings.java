package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.binance.BinanceAccount;
import io.escapement.engine.venue.binance.UsdmAccount;
import io.escapement.engine.venue.bybit.BybitAccount;
import io.escapement.engine.venue.mexc.MexcAccount;
import io.escapement.engine.venue.mexc.MexcTexts;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountProtocol;
import io.escapement.engine.venue.orders.Secrets;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An account as a config has it. Its secrets are read when it is opened: a replay reads configs too, and has none.
 *
 * @param secrets reads them; throws {@code IllegalArgumentException} where they are missing or not safe
 * @param config  the rest, the secrets being null
 */
record AccountSettings(Kind kind, Supplier<Secrets> secrets, Function<Secrets, AccountConfig> config,
                       Provenance provenance, Set<Integer> instruments) {

    /** The venues that accounts can be at. */
    enum Kind {
        BINANCE("binance", Venue.BINANCE, BinanceAccount.WEB_SOCKET, BinanceAccount.REST, BinanceAccount::new,
            "binance.com"),
        BINANCE_USDM("binance-usdm", Venue.BINANCE_USDM, UsdmAccount.WEB_SOCKET, UsdmAccount.REST, UsdmAccount::new,
            "binance.com"),
        BYBIT("bybit", Venue.BYBIT, BybitAccount.WEB_SOCKET, BybitAccount.REST, BybitAccount::new, "bybit.com",
            "bytick.com"),
        MEXC("mexc", Venue.MEXC, "wss://wbs-api.mexc.com", MexcTexts.REST, MexcAccount::new, "mexc.com");

        final String text;
        final Venue venue;
        final String webSocket;
        final String rest;
        final Function<AccountConfig, AccountProtocol> protocol;
        private final List<String> domains;

        Kind(String text, Venue venue, String webSocket, String rest,
             Function<AccountConfig, AccountProtocol> protocol, String... domains) {
            this.text = text;
            this.venue = venue;
            this.webSocket = webSocket;
            this.rest = rest;
            this.protocol = protocol;
            this.domains = List.of(domains);
        }

        static Kind of(String text) {
            return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst().orElse(null);
        }

        /** Whether orders sent there cost money: a host of the venue's own that is neither its testnet nor its demo. */
        boolean isReal(String host) {
            return domains.stream().anyMatch(domain -> host.endsWith("." + domain)) && !host.contains("testnet")
                && !host.contains("demo");
        }
    }

    /** Reads the secrets and puts all together. */
    AccountConfig open() {
        return config.apply(secrets.get());
    }
}
