package io.escapement.perf.faults;

import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.Reason;
import io.escapement.engine.venue.loopback.Truth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** One book of the engine beside the server's: what the engine said of it, and whether that was true. */
final class Watched {
    private static final boolean TRACED = Boolean.getBoolean("faults.trace");
    private static final int MOST_DETAILS = 3;
    private static final long NS_PER_US = 1_000;

    final Played venue;
    final String symbol;
    private final ServerStates states;
    private final int priceExponent;
    private final int quantityExponent;
    private final List<Long> liveAgainMicros = new ArrayList<>();
    private final List<Reason> losses = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private BookState state = BookState.SYNCING;
    private Reason reason = Reason.STARTED;
    private long lostNanos;
    private int at;
    private long id;
    private String best = "";
    private long checked;
    private int falseLive;

    Watched(Played venue, String symbol, ServerStates states, int priceExponent, int quantityExponent) {
        this.venue = venue;
        this.symbol = symbol;
        this.states = states;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    synchronized void onStatus(BookState newState, Reason why, long nowNanos) {
        if (TRACED) {
            System.out.printf("%,d %s %s %s %s%n", nowNanos / 1_000, venue.key(), symbol, newState, why);
        }
        if (state == BookState.LIVE && newState != BookState.LIVE) {
            losses.add(why);
            lostNanos = nowNanos;
        } else if (state != BookState.LIVE && newState == BookState.LIVE && lostNanos != 0) {
            liveAgainMicros.add((nowNanos - lostNanos) / NS_PER_US);
            lostNanos = 0;
        }
        state = newState;
        reason = why;
    }

    /** The book has changed, or is told again, and is LIVE. */
    synchronized void onLive(BookChangeDecoder change) {
        checked++;
        id = change.updateId();
        final StringBuilder text = new StringBuilder();
        change.bids().forEach(level -> level(text, level.price(), level.quantity()));
        text.append('|');
        change.asks().forEach(level -> level(text, level.price(), level.quantity()));
        best = text.toString();
        final int found = states.find(symbol, at, !venue.hasNumbers(), id, best);
        if (found == ServerStates.NOT_FOUND) {
            wrong("LIVE at " + id + " as " + best + "; of the server " + states.describe(symbol, at, id));
        } else {
            at = found;
        }
    }

    private void level(StringBuilder text, long price, long quantity) {
        ServerStates.level(text, BigDecimal.valueOf(price, -priceExponent),
            BigDecimal.valueOf(quantity, -quantityExponent));
    }

    /** A message was passed over as old: it must not be a state that the book has not been in. */
    synchronized void onPassedOver(long lastId) {
        if (state == BookState.LIVE && venue.hasNumbers() && states.hasLater(symbol, at, lastId)) {
            wrong("LIVE at " + id + " although " + lastId + " was passed over; of the server "
                + states.describe(symbol, at, lastId));
        }
    }

    private void wrong(String detail) {
        falseLive++;
        if (wrong.size() < MOST_DETAILS) {
            wrong.add(venue.key() + " " + symbol + " " + detail);
        }
    }

    private boolean isAt(Truth truth) {
        return best.equals(ServerStates.best(truth)) && (!venue.hasNumbers() || id == truth.lastUpdateId());
    }

    synchronized boolean isLive() {
        return state == BookState.LIVE;
    }

    /** The book is the server's and LIVE, or has been, and only silence has been against it since. */
    synchronized boolean isBackAt(Truth truth) {
        return isAt(truth) && (state == BookState.LIVE || reason == Reason.SILENT);
    }

    /** The play is over and everything has come: says what is wrong, or null. */
    synchronized String verdict(Truth truth) {
        if (isBackAt(truth)) {
            return null;
        }
        if (state == BookState.LIVE) {
            wrong("stays LIVE at " + id + " as " + best + ", the server is at " + truth.lastUpdateId() + " as "
                + ServerStates.best(truth));
        }
        return venue.key() + " " + symbol + " is " + state + " (" + reason + ") at " + id + ", the server at "
            + truth.lastUpdateId();
    }

    synchronized List<Long> liveAgainMicros() {
        return List.copyOf(liveAgainMicros);
    }

    synchronized List<Reason> losses() {
        return List.copyOf(losses);
    }

    synchronized List<String> details() {
        return List.copyOf(wrong);
    }

    synchronized long checked() {
        return checked;
    }

    synchronized int falseLive() {
        return falseLive;
    }
}
