package io.escapement.engine.venue.listing;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.history.Kline;
import io.escapement.engine.venue.session.KlineService;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Klines of a venue that answers with rows, put together of what is special about it. */
public final class RestKlines implements KlineService {
    private static final Map<Character, Long> UNITS_NS = Map.of('m', 60_000_000_000L, 'h', 3_600_000_000_000L,
        'd', 86_400_000_000_000L);

    private final TreeMap<Long, String> names = new TreeMap<>();
    private final int most;
    private final int reach;
    private final Asker asker;
    private final Opener opener;
    private final KlineRows rows;

    /** Words a question. */
    @FunctionalInterface
    public interface Asker {
        /**
         * Asks for the bars that begin from one time to before another.
         *
         * @param name the venue's of the duration
         * @param bars how many those are
         */
        RestQuestion ask(Instrument instrument, String name, Span span, int bars);
    }

    /** From one time, to another which does not belong to it; epoch nanoseconds of the venue's clock. */
    public record Span(long fromNs, long toNs) {
        public long fromMs() {
            return fromNs / 1_000_000L;
        }

        public long toMs() {
            return toNs / 1_000_000L;
        }

        public long fromSeconds() {
            return fromNs / 1_000_000_000L;
        }

        public long toSeconds() {
            return toNs / 1_000_000_000L;
        }
    }

    /** Finds the rows in an answer. */
    @FunctionalInterface
    public interface Opener {
        /** @throws IOException naming what in the body is not as expected, or the venue's refusal */
        List<ListedFields> open(byte[] body) throws IOException;
    }

    /**
     * @param durations those that the venue has, such as {@code 1m 1h=60}: ours, and the venue's name where it has
     *                  another
     * @param most      bars of one answer
     */
    public RestKlines(String durations, int most, Asker asker, Opener opener, KlineRows rows) {
        this(durations, most, Integer.MAX_VALUE, asker, opener, rows);
    }

    /** As the other. @param reach how many bars the venue goes back from now */
    public RestKlines(String durations, int most, int reach, Asker asker, Opener opener, KlineRows rows) {
        for (final String each : durations.split(" ")) {
            final String[] both = each.split("=", 2);
            final String ours = both[0];
            names.put(Long.parseLong(ours.substring(0, ours.length() - 1))
                * UNITS_NS.get(ours.charAt(ours.length() - 1)), both[both.length - 1]);
        }
        this.most = most;
        this.reach = reach;
        this.asker = asker;
        this.opener = opener;
        this.rows = rows;
    }

    @Override
    public List<Long> durationsNs() {
        return List.copyOf(names.keySet());
    }

    @Override
    public int most() {
        return most;
    }

    @Override
    public int reach() {
        return reach;
    }

    @Override
    public RestQuestion question(Instrument instrument, long durationNs, long fromNs, long toNs) {
        return asker.ask(instrument, names.get(durationNs), new Span(fromNs, toNs),
            (int) ((toNs - fromNs) / durationNs));
    }

    @Override
    public List<Kline> read(byte[] body, Instrument instrument, long durationNs) throws IOException {
        return rows.read(opener.open(body), instrument, durationNs);
    }
}
