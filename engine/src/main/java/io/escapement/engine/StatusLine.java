package io.escapement.engine;

import io.escapement.engine.monitor.Counters;
import io.escapement.engine.monitor.Hop;

import java.io.PrintStream;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One line that says how the engine does: rewritten each second on a terminal, else a line every ten seconds. */
final class StatusLine {
    private static final int PLAIN_EVERY = 10;
    private static final double NS_PER_US = 1_000.0;

    private final Engine engine;
    private final PrintStream out = System.out;
    private final boolean terminal = System.console() != null && System.getenv("TERM") != null;
    private long lastEvents;
    private int lastLength;

    StatusLine(Engine engine) {
        this.engine = engine;
    }

    /** Shows the line until the engine has a reason to end. */
    void showUntilEnd() throws InterruptedException {
        for (int second = 1; !engine.awaitEnd(1, TimeUnit.SECONDS); second++) {
            if (terminal) {
                final String line = line(1);
                out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
                out.flush();
                lastLength = line.length();
            } else if (second % PLAIN_EVERY == 0) {
                out.println(line(PLAIN_EVERY));
            }
        }
        if (terminal) {
            out.println();
        }
    }

    private String line(int seconds) {
        final long events = Counters.sum(engine.counters(), "", "processed");
        final long rate = (events - lastEvents) / seconds;
        lastEvents = events;
        return String.format(Locale.ROOT, "%,d ev/s | %s | %s | %s | %s | p50 %s p99 %s us", rate,
            engine.board().books(), engine.board().tradingState(), positions(), engine.pnl().status(),
            us(50), us(99));
    }

    private String positions() {
        final String positions = engine.pnl().lines().stream()
            .filter(line -> line.quantity().signum() != 0)
            .map(line -> plain(line.quantity()) + " " + line.instrument().baseAsset())
            .collect(Collectors.joining(", "));
        return positions.isEmpty() ? "flat" : positions;
    }

    private static String plain(BigDecimal quantity) {
        return quantity.stripTrailingZeros().toPlainString();
    }

    private String us(double percentile) {
        final long ns = engine.latencyLog().percentileNs(Hop.TOTAL, percentile);
        return ns < 0 ? "-" : String.format(Locale.ROOT, "%.1f", ns / NS_PER_US);
    }
}
