package io.escapement.perf.decode;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonReader;
import com.dslplatform.json.NumberConverter;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * dsl-json's {@code JsonReader} by hand, which allocates nothing: names by hash, strings as characters in its own
 * buffer.
 */
public final class DslJsonDecode implements DepthDecode {
    private static final int DATA = hash("data");
    private static final int TIME = hash("E");
    private static final int SYMBOL = hash("s");
    private static final int FIRST_ID = hash("U");
    private static final int LAST_ID = hash("u");
    private static final int PREVIOUS_ID = hash("pu");
    private static final int BIDS = hash("b");
    private static final int ASKS = hash("a");

    private final JsonReader<Object> reader = new DslJson<>().newReader();
    private final InstrumentLookup instruments;
    private Instrument instrument;

    public DslJsonDecode(InstrumentLookup instruments) {
        this.instruments = instruments;
    }

    /** FNV-1a, as the reader computes it. */
    private static int hash(String name) {
        int hash = 0x811C9DC5;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x1000193;
        }
        return hash;
    }

    @Override
    public void decode(byte[] frame, DepthFields out) {
        out.clear();
        try {
            reader.process(frame, frame.length);
            reader.getNextToken();
            readObject(out);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readObject(DepthFields out) throws IOException {
        if (reader.last() != '{') {
            throw reader.newParseError("expected an object");
        }
        byte token = reader.getNextToken();
        while (token == '"') {
            final int name = reader.fillName();
            reader.getNextToken();
            token = readField(name, out);
            if (token == ',') {
                token = reader.getNextToken();
            }
        }
        if (token != '}') {
            throw reader.newParseError("expected the end of the object");
        }
    }

    /** Reads a value; the token behind it. */
    private byte readField(int name, DepthFields out) throws IOException {
        if (name == TIME) {
            out.venueTimeNs = NumberConverter.deserializeLong(reader) * 1_000_000L;
        } else if (name == SYMBOL) {
            final char[] text = reader.readSimpleQuote();
            final int length = quoteLength();
            instrument = instruments.instrument(instruments.indexOf(DepthDecode.word(text, 0, length, 0),
                DepthDecode.word(text, 0, length, 8)));
            out.instrumentId = instrument.id();
        } else if (name == FIRST_ID) {
            out.firstUpdateId = NumberConverter.deserializeLong(reader);
        } else if (name == LAST_ID) {
            out.lastUpdateId = NumberConverter.deserializeLong(reader);
        } else if (name == PREVIOUS_ID) {
            out.previousUpdateId = NumberConverter.deserializeLong(reader);
        } else if (name == BIDS) {
            readLevels(out);
            out.bids = out.levels;
        } else if (name == ASKS) {
            readLevels(out);
        } else if (name == DATA) {
            readObject(out);
        } else {
            return reader.skip();
        }
        return reader.getNextToken();
    }

    private int quoteLength() {
        return reader.getCurrentIndex() - reader.getTokenStart() - 1;
    }

    private void readLevels(DepthFields out) throws IOException {
        byte token = reader.getNextToken();
        while (token == '[') {
            reader.getNextToken();
            final char[] text = reader.readSimpleQuote();
            final long price = DepthDecode.mantissa(text, 0, quoteLength(), instrument.priceExponent());
            reader.getNextToken();
            reader.getNextToken();
            final char[] more = reader.readSimpleQuote();
            out.add(price, DepthDecode.mantissa(more, 0, quoteLength(), instrument.quantityExponent()));
            reader.getNextToken();
            token = reader.getNextToken();
            if (token == ',') {
                token = reader.getNextToken();
            }
        }
    }
}
