package io.escapement.engine;

import io.escapement.engine.config.ConfigException;
import io.escapement.engine.config.ConfigFile;
import io.escapement.engine.risk.Bound;
import io.escapement.engine.risk.InstrumentLimits.Permission;
import io.escapement.engine.risk.RiskConfig;
import io.escapement.engine.risk.StopLossRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Limits as a person writes them: what is wrong is refused at the start, with its line. */
class RiskSettingsTest {
    private static final long MONEY = 100_000_000L;
    private static final Pattern SCALAR = Pattern.compile("(\\s+(?:- )?)([a-z-]+): +[^\\s#{].*");

    private static String shipped() throws IOException {
        return Files.readString(Path.of("..", "config", "risk.yaml"));
    }

    private static RiskConfig read(String text) {
        return EngineSettingsReader.read(ConfigFile.of("risk.yaml", text)).core().risk();
    }

    private static void refuses(String part, String instead, String problem) throws IOException {
        final String text = shipped();
        assertTrue(text.contains(part), part);
        final ConfigException e = assertThrows(ConfigException.class, () -> read(text.replace(part, instead)));
        final int line = text.substring(0, text.indexOf(part)).split("\n", -1).length;
        assertTrue(e.problems().stream().anyMatch(each -> each.startsWith("risk.yaml:" + line + ": " + problem)),
            line + " " + problem + " in " + e.problems());
    }

    @Test
    void everyLimitIsReadWhereItStands() throws IOException {
        final RiskConfig risk = read(shipped());
        assertEquals(List.of(), risk.problems());
        assertEquals(1, risk.version());
        assertEquals(20_000 * MONEY, risk.global().get(Bound.CAPITAL));
        assertEquals(500 * MONEY, risk.global().get(Bound.DAILY_LOSS));
        assertEquals(400 * MONEY, risk.strategies().get(0).bounds().get(Bound.DAILY_LOSS));
        assertEquals(List.of("BINANCE"), risk.strategies().get(0).venues());
        assertEquals(15_000 * MONEY, risk.venues().get(0).bounds().get(Bound.OPEN_NOTIONAL));
        assertEquals(300, risk.instruments().get(0).bounds().get(Bound.WINDOW_COLLAR));
        assertEquals(Permission.LONG, risk.instruments().get(0).permission());
        assertEquals(StopLossRule.Kind.ATR, risk.instruments().get(0).stopLoss().kind());
        assertEquals(250, risk.instruments().get(0).stopLoss().atrHundredths());
        assertEquals(StopLossRule.Kind.TRAILING, risk.instruments().get(1).stopLoss().kind());
        assertEquals(2_000, risk.profiles().volatileVolatility());
    }

    @Test
    void aLimitOfZeroIsRefusedWithItsLine() throws IOException {
        refuses("max-capital: 20000", "max-capital: 0", "risk.max-capital: is '0'; expected");
        refuses("max-open-orders: 8     ", "max-open-orders: 0     ", "risk.max-open-orders: is '0'; expected");
        refuses("price-collar-bps: 50  ", "price-collar-bps: 0  ", "instruments[0].price-collar-bps: is '0'; expected");
    }

    @Test
    void aMissingLimitIsRefused() throws IOException {
        for (final String key : List.of("max-capital", "max-daily-loss", "max-drawdown", "max-messages", "version")) {
            final String text = shipped().replaceFirst("\n  " + key + ": [^\n]*", "");
            final ConfigException e = assertThrows(ConfigException.class, () -> read(text), key);
            assertTrue(e.problems().stream().anyMatch(each -> each.contains("risk." + key + ": is missing")),
                key + " in " + e.problems());
        }
    }

    @Test
    void aKeyThatNobodyKnowsIsRefusedWithItsLine() throws IOException {
        refuses("max-daily-loss: 500", "max-dayly-loss: 500", "risk.max-dayly-loss: is not known here");
        refuses("duplicate-window: 50ms", "duplicate-windows: 50ms", "risk.duplicate-windows: is not known here");
    }

    @Test
    void anAbsurdLimitIsRefusedWithItsLine() throws IOException {
        refuses("max-drawdown: 1000", "max-drawdown: 1e30", "risk.max-drawdown: is '1e30'; expected");
        refuses("max-messages: 20 ", "max-messages: 2000000 ", "risk.max-messages: is '2000000'; expected");
        refuses("halt-percent: 150", "halt-percent: 15", "risk.halt-percent: is '15'; expected");
        refuses("day-start: \"00:00\"", "day-start: \"25:00\"", "risk.day-start: is '25:00'; expected");
        refuses("max-drawdown: 1000", "max-drawdown: NaN", "risk.max-drawdown: is 'NaN'; expected");
        refuses("max-drawdown: 1000", "max-drawdown: -1", "risk.max-drawdown: is '-1'; expected");
    }

    /** Every key of every part of the shipped file that is about risk, all told what no limit can be. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e30", "nonsense", "~"})
    void noKeyTakesZeroAbsurdOrNonsense(String bad) throws IOException {
        final Set<String> freely = Set.of("permission", "kind", "trigger", "equity-assets", "venues", "venue", "id",
            "native-stops", "day-start", "order-quantity", "pair");
        final Set<String> zeroToo = Set.of("duplicate-window", "unknown-fee-bps");
        final String[] lines = shipped().split("\n", -1);
        final Map<Integer, String> spoilt = new TreeMap<>();
        for (int i = 0; i < lines.length; i++) {
            final Matcher key = SCALAR.matcher(lines[i]);
            if (isAboutRisk(lines, i) && key.matches() && !freely.contains(key.group(2))
                && !(bad.equals("0") && zeroToo.contains(key.group(2)))) {
                lines[i] = key.group(1) + key.group(2) + ": " + bad;
                spoilt.put(i + 1, key.group(2) + ": ");
            }
        }
        final List<String> problems = assertThrows(ConfigException.class,
            () -> read(String.join("\n", lines))).problems();
        assertTrue(spoilt.size() > 40, spoilt.size() + " keys");
        spoilt.forEach((line, key) -> assertTrue(problems.stream().anyMatch(each ->
            each.startsWith("risk.yaml:" + line + ": ") && each.contains(key)), line + " " + key + " in " + problems));
    }

    private static boolean isAboutRisk(String[] lines, int line) {
        for (int i = line; i >= 0; i--) {
            if (!lines[i].isEmpty() && lines[i].charAt(0) > ' ' && lines[i].charAt(0) != '#') {
                return lines[i].startsWith("risk:") || lines[i].startsWith("instruments:");
            }
        }
        return false;
    }

    @Test
    void aVenueThatNobodyKnowsOrThatIsHereTwiceIsRefusedWithItsLine() throws IOException {
        refuses("venues: [binance] ", "venues: [binanec] ", "risk.strategies[0].venues: holds 'binanec'; expected");
        final String one = "    - venue: binance\n";
        final String twice = shipped().replace(one, one + one);
        assertTrue(assertThrows(ConfigException.class, () -> read(twice)).getMessage().contains("is here twice"));
    }

    @Test
    void profilesThatContradictThemselvesAreRefused() throws IOException {
        final String text = shipped().replace("halted-spread-bps: 50", "halted-spread-bps: 5");
        assertTrue(assertThrows(ConfigException.class, () -> read(text)).getMessage()
            .contains("profiles.halted-spread-bps"));
    }
}
