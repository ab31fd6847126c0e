package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListedInstruments;
import io.escapement.engine.venue.json.ListedRows;
import io.escapement.engine.venue.session.InstrumentReading;
import io.escapement.engine.venue.session.Listing;
import io.escapement.engine.venue.session.RestQuestion;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * Definitions of spot: all symbols with one question; where the venue refuses that, as it does for a single symbol
 * that it does not have, each by itself. What one symbol lacks is that symbol's problem alone.
 */
final class SpotReading implements InstrumentReading {
    private static final int WEIGHT = 20;

    private final Venue venue;
    private final Deque<List<Listing>> questions = new ArrayDeque<>();
    private final List<Instrument> instruments = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    SpotReading(Venue venue, List<Listing> listings) {
        this.venue = venue;
        questions.add(List.copyOf(listings));
    }

    @Override
    public RestQuestion next() {
        final List<Listing> asked = questions.peek();
        return asked == null ? null
            : RestQuestion.get(BinancePaths.exchangeInfo(asked.stream().map(Listing::symbol).toList()))
                .withWeight(WEIGHT);
    }

    @Override
    public void onBody(byte[] body) throws IOException {
        final ListedInstruments read = ExchangeInfo.read(body, questions.element().stream()
            .map(each -> new ListedRows.Wanted(each.id(), each.symbol(), each.canonical())).toList(), venue);
        instruments.addAll(read.instruments());
        problems.addAll(read.problems());
        questions.remove();
    }

    @Override
    public boolean onRefused(String detail) {
        final List<Listing> asked = questions.element();
        if (asked.size() == 1 && instruments.isEmpty() && questions.size() == 1) {
            return false;
        }
        questions.remove();
        if (asked.size() == 1) {
            problems.add(asked.get(0).symbol() + " is refused: " + detail);
        }
        for (int i = asked.size() - 1; i >= 0 && asked.size() > 1; i--) {
            questions.addFirst(List.of(asked.get(i)));
        }
        return true;
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
