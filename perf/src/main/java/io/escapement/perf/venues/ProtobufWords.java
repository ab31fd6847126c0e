package io.escapement.perf.venues;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedOutputStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/** Recorded frames of Binance spot as MEXC's pushes would have told the same, after the fields of the venue's sheet. */
final class ProtobufWords {
    private static final int DEPTH = 313;
    private static final int DEALS = 314;
    private static final int TICKER = 315;

    private ProtobufWords() {
    }

    /** Writes a message's fields. */
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] pushed(byte[] frame) {
        final JsonNode event = BinaryWords.event(frame);
        final String symbol = event.get("s").asText();
        final String kind = event.path("e").asText();
        final long time = event.path("E").asLong();
        return message(out -> {
            out.writeString(1, "spot@public.aggre." + (kind.equals("depthUpdate") ? "depth" : kind.equals("trade")
                ? "deals" : "bookTicker") + ".v3.api.pb@100ms@" + symbol);
            out.writeString(3, symbol);
            out.writeInt64(6, time);
            switch (kind) {
                case "depthUpdate" -> out.writeByteArray(DEPTH, depth(event));
                case "trade" -> out.writeByteArray(DEALS, deals(event));
                default -> out.writeByteArray(TICKER, ticker(event));
            }
        });
    }

    private static byte[] depth(JsonNode event) {
        return message(out -> {
            for (final JsonNode row : event.get("a")) {
                out.writeByteArray(1, level(row));
            }
            for (final JsonNode row : event.get("b")) {
                out.writeByteArray(2, level(row));
            }
            out.writeString(3, "spot@public.aggre.depth.v3.api.pb@100ms");
            out.writeString(4, event.get("U").asText());
            out.writeString(5, event.get("u").asText());
        });
    }

    private static byte[] level(JsonNode row) {
        return message(out -> {
            out.writeString(1, plain(row.get(0)));
            out.writeString(2, plain(row.get(1)));
        });
    }

    private static byte[] deals(JsonNode event) {
        return message(out -> {
            out.writeByteArray(1, message(deal -> {
                deal.writeString(1, plain(event.get("p")));
                deal.writeString(2, plain(event.get("q")));
                deal.writeInt64(3, event.get("m").booleanValue() ? 2 : 1);
                deal.writeInt64(4, event.get("T").asLong());
                deal.writeString(5, event.get("t").asText());
            }));
            out.writeString(2, "spot@public.aggre.deals.v3.api.pb@100ms");
        });
    }

    private static byte[] ticker(JsonNode event) {
        return message(out -> {
            out.writeString(1, plain(event.get("b")));
            out.writeString(2, plain(event.get("B")));
            out.writeString(3, plain(event.get("a")));
            out.writeString(4, plain(event.get("A")));
        });
    }

    /** Without zeros at the end, as the venue writes numbers. */
    private static String plain(JsonNode number) {
        final BigDecimal value = new BigDecimal(number.asText());
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static byte[] message(Fields fields) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
