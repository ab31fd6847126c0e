package io.escapement.perf.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** A Jackson tree and BigDecimal: what most programs do. */
public final class JacksonTreeDecode implements DepthDecode {
    private final ObjectMapper mapper = new ObjectMapper();
    private final InstrumentLookup instruments;

    public JacksonTreeDecode(InstrumentLookup instruments) {
        this.instruments = instruments;
    }

    /** The event object of a frame, for a book of BigDecimals to use. */
    public JsonNode tree(byte[] frame) {
        try {
            final JsonNode top = mapper.readTree(frame);
            final JsonNode data = top.get("data");
            return data == null ? top : data;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void decode(byte[] frame, DepthFields out) {
        out.clear();
        final JsonNode event = tree(frame);
        final byte[] symbol = event.get("s").textValue().getBytes(StandardCharsets.UTF_8);
        final Instrument instrument = instruments.find(new UnsafeBuffer(symbol), 0, symbol.length);
        out.instrumentId = instrument.id();
        out.venueTimeNs = event.get("E").longValue() * 1_000_000L;
        out.firstUpdateId = event.get("U").longValue();
        out.lastUpdateId = event.get("u").longValue();
        out.previousUpdateId = event.has("pu") ? event.get("pu").longValue() : DepthFields.NONE;
        readLevels(event.get("b"), instrument, out);
        out.bids = out.levels;
        readLevels(event.get("a"), instrument, out);
    }

    private static void readLevels(JsonNode levels, Instrument instrument, DepthFields out) {
        for (final JsonNode level : levels) {
            out.add(mantissa(level.get(0), instrument.priceExponent()),
                mantissa(level.get(1), instrument.quantityExponent()));
        }
    }

    private static long mantissa(JsonNode text, int exponent) {
        return new BigDecimal(text.textValue()).scaleByPowerOfTen(-exponent).longValueExact();
    }
}
