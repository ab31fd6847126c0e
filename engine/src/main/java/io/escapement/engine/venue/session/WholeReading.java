package io.escapement.engine.venue.session;

import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A reading of one reply that holds everything. */
public final class WholeReading implements InstrumentReading {
    private final BodyReader reader;
    private final List<String> problems = new ArrayList<>();
    private RestQuestion question;
    private List<Instrument> instruments = List.of();

    /** Reads a whole body. */
    @FunctionalInterface
    public interface BodyReader {
        /**
         * The listed instruments, in the listings' order; adds a line to {@code problems} for each that is not to be
         * had.
         *
         * @throws IOException naming what in the body is not as expected
         */
        List<Instrument> read(byte[] body, List<String> problems) throws IOException;
    }

    public WholeReading(RestQuestion question, BodyReader reader) {
        this.question = question;
        this.reader = reader;
    }

    @Override
    public RestQuestion next() {
        return question;
    }

    @Override
    public void onBody(byte[] body) throws IOException {
        question = null;
        instruments = List.copyOf(reader.read(body, problems));
    }

    @Override
    public List<Instrument> instruments() {
        return instruments;
    }

    @Override
    public List<String> problems() {
        return List.copyOf(problems);
    }
}
