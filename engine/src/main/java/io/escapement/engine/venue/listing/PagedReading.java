package io.escapement.engine.venue.listing;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads definitions page by page, until all listings were found or there is no further page. */
public final class PagedReading implements InstrumentReading {
    /** Against a venue that sends us in circles. */
    private static final int MOST_PAGES = 100;

    private final PageReader reader;
    private final List<Listing> missing;
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private RestQuestion question;
    private int pages;

    /** Reads one page. */
    @FunctionalInterface
    public interface PageReader {
        /**
         * Reads one page and says what the next is.
         *
         * @param missing  found listings are taken out of it
         * @param found    takes the instruments
         * @param problems takes a line for each listing that is there but cannot be used
         * @return the question for the next page; null where this was the last
         * @throws IOException naming what in the body is not as expected
         */
        RestQuestion read(byte[] body, List<Listing> missing, List<Instrument> found, List<String> problems)
            throws IOException;
    }

    public PagedReading(RestQuestion first, List<Listing> listings, PageReader reader) {
        this.question = listings.isEmpty() ? null : first;
        this.missing = new ArrayList<>(listings);
        this.reader = reader;
    }

    @Override
    public RestQuestion next() {
        return question;
    }

    @Override
    public void onBody(byte[] body) throws IOException {
        final RestQuestion further = reader.read(body, missing, instruments, problems);
        pages++;
        question = missing.isEmpty() || pages == MOST_PAGES ? null : further;
        if (question == null) {
            missing.forEach(listing -> problems.add(listing.symbol() + " is not listed"));
        }
    }

    @Override
    public List<Instrument> instruments() {
        return instruments.stream().sorted(Comparator.comparingInt(Instrument::id)).toList();
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
