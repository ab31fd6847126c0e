package io.escapement.perf.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Jackson's token stream as its friends would use it: interned field names, numbers from the text's characters. */
public final class JacksonStreamingDecode implements DepthDecode {
    private final JsonFactory factory = new JsonFactory();
    private final InstrumentLookup instruments;
    private Instrument instrument;

    public JacksonStreamingDecode(InstrumentLookup instruments) {
        this.instruments = instruments;
    }

    @Override
    public void decode(byte[] frame, DepthFields out) {
        out.clear();
        try (JsonParser parser = factory.createParser(frame)) {
            parser.nextToken();
            readObject(parser, out);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readObject(JsonParser parser, DepthFields out) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            switch (name) {
                case "data" -> readObject(parser, out);
                case "E" -> out.venueTimeNs = parser.getLongValue() * 1_000_000L;
                case "s" -> readSymbol(parser, out);
                case "U" -> out.firstUpdateId = parser.getLongValue();
                case "u" -> out.lastUpdateId = parser.getLongValue();
                case "pu" -> out.previousUpdateId = parser.getLongValue();
                case "b" -> {
                    readLevels(parser, out);
                    out.bids = out.levels;
                }
                case "a" -> readLevels(parser, out);
                default -> parser.skipChildren();
            }
        }
    }

    private void readSymbol(JsonParser parser, DepthFields out) throws IOException {
        final char[] text = parser.getTextCharacters();
        final int from = parser.getTextOffset();
        final int length = parser.getTextLength();
        instrument = instruments.instrument(instruments.indexOf(DepthDecode.word(text, from, length, 0),
            DepthDecode.word(text, from, length, 8)));
        out.instrumentId = instrument.id();
    }

    private void readLevels(JsonParser parser, DepthFields out) throws IOException {
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            parser.nextToken();
            final long price = mantissa(parser, instrument.priceExponent());
            parser.nextToken();
            out.add(price, mantissa(parser, instrument.quantityExponent()));
            parser.nextToken();
        }
    }

    private static long mantissa(JsonParser parser, int exponent) throws IOException {
        return DepthDecode.mantissa(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength(),
            exponent);
    }
}
