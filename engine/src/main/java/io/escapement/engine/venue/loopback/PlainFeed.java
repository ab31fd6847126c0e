package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a recording says of books, read slowly and plainly: the whole JSON as a tree, numbers as the texts that were
 * written. Shares nothing with the decoders of the engine, so that it can judge them. For one connection of a recording
 * and for one thread; lines have to come in the recording's order.
 */
public final class PlainFeed {
    /** Hears what a line says. */
    public interface Listener {
        /** A book message in the stream. */
        void book(Update update);

        /** A whole book that was asked for. */
        void whole(Update update);

        /** The venue's checksum of a book, where it comes in a frame of its own. */
        void checksum(String symbol, String checksum);

        /** The number of a frame, where those of a connection are numbered. */
        void number(long number);
    }

    private final Speeches.Name venue;
    private final Speech speech;
    private final List<String> reworded = new ArrayList<>();

    private PlainFeed(final Speeches.Name venue) {
        this.venue = venue;
        this.speech = Speeches.of(venue);
    }

    /**
     * Of a venue.
     *
     * @param venue as recordings or configs name it
     * @throws IllegalArgumentException where nobody knows it, naming all
     */
    public static PlainFeed of(final String venue) {
        return new PlainFeed(Speeches.Name.of(venue));
    }

    /**
     * Reads a reply of REST or a frame; others say nothing of books.
     *
     * @throws IllegalArgumentException telling what in it is not as expected
     */
    public void read(final CaptureLine line, final Listener listener) {
        reworded.clear();
        try {
            if (venue == Speeches.Name.BINANCE) {
                readBinance(line, listener);
            } else {
                speech.read(line, new Forwarding(listener, isFirstKraken(line)));
            }
        } catch (final NumberFormatException | ArithmeticException ex) {
            throw new IllegalArgumentException(ex.getMessage(), ex);
        }
    }

    private boolean isFirstKraken(final CaptureLine line) {
        return venue == Speeches.Name.KRAKEN && line.text() != null && line.text().startsWith("[");
    }

    /**
     * What was read last in today's words, where it was recorded in words that the venue speaks no more; else empty.
     * Kraken's first version has these: the text of prices and sizes stays, and so do the checksums.
     */
    public List<String> reworded() {
        return List.copyOf(reworded);
    }

    private static void readBinance(final CaptureLine line, final Listener listener) {
        if (line.kind() == CaptureLine.Kind.HTTP) {
            final QueryStringDecoder query = new QueryStringDecoder(line.url());
            final String symbol = CaptureIndex.snapshotSymbol(line.url());
            if (symbol != null && query.path().endsWith("/depth")) {
                final JsonTree body = JsonTree.parse(line.text());
                final long id = body.number("lastUpdateId");
                listener.whole(new Update(symbol, true, id, -1, id, line.timeNs(), body.get("bids").levels(),
                    body.get("asks").levels(), null));
            }
            return;
        }
        if (line.kind() != CaptureLine.Kind.IN || line.text() == null || !line.text().contains("\"depthUpdate\"")) {
            return;
        }
        final JsonTree frame = JsonTree.parse(line.text());
        final JsonTree event = frame.has("data") ? frame.get("data") : frame;
        final long first = event.number("U");
        listener.book(new Update(event.text("s"), false, first, event.has("pu") ? event.number("pu") : first - 1,
            event.number("u"), TimeUnit.MILLISECONDS.toNanos(event.number("E")), event.get("b").levels(),
            event.get("a").levels(), null));
    }

    private final class Forwarding implements Speech.Reading {
        private final Listener listener;
        private final boolean rewording;

        private Forwarding(final Listener listener, final boolean rewording) {
            this.listener = listener;
            this.rewording = rewording;
        }

        @Override
        public void book(final Update update, final String topic, final String text) {
            if (rewording) {
                reworded.add(speech.write(update, topic));
            }
            listener.book(update);
        }

        @Override
        public void other(final String key, final String topic, final String text) {
            if (rewording) {
                reworded.add(text);
            }
        }

        @Override
        public void whole(final Update update) {
            listener.whole(update);
        }

        @Override
        public void checksum(final String symbol, final String checksum) {
            listener.checksum(symbol, checksum);
        }

        @Override
        public void number(final long number) {
            listener.number(number);
        }
    }
}
