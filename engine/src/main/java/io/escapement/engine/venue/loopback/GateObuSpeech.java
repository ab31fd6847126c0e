package io.escapement.engine.venue.loopback;

import java.util.Set;

/** Gate v4, spot, with {@code obu}: whole books in the stream, then changes in ranges of numbers without holes. */
class GateObuSpeech extends GateSpeech {
    static final String OBU = ".obu";
    private static final String PREFIX = "ob.";

    @Override
    Set<FaultKind> faults() {
        return with(COMMON, FaultKind.MAINTENANCE);
    }

    @Override
    boolean isAskedForBooks() {
        return false;
    }

    @Override
    String bookChannel() {
        return OBU;
    }

    /** Of {@code ob.SYMBOL.LEVELS}. */
    @Override
    String symbolOf(final String payload) {
        final int end = payload.lastIndexOf('.');
        return payload.startsWith(PREFIX) && end > PREFIX.length() ? payload.substring(PREFIX.length(), end) : payload;
    }

    @Override
    String asked(final String channel, final String payload) {
        return channel.endsWith(OBU) ? payload : channel;
    }

    /** What names of channels begin with. */
    String market() {
        return "spot";
    }

    /** @param asked {@code ob.SYMBOL.LEVELS} */
    @Override
    String write(final Update update, final String asked) {
        final long ms = millis(update.timeNs());
        return "{\"channel\":\"" + market() + OBU + "\",\"result\":{\"t\":" + ms + ",\"s\":\"" + asked + "\","
            + (update.whole() ? "\"full\":true," : "\"U\":" + update.first() + ',') + "\"u\":" + update.last()
            + ",\"b\":[" + rows(update.bids()) + "],\"a\":[" + rows(update.asks())
            + "]},\"time_ms\":" + ms + ",\"event\":\"update\"}";
    }
}
