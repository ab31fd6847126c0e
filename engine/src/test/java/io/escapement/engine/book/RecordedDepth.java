package io.escapement.engine.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Assumptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Depth frames and snapshots of a recording of Binance, read the slow and simple way. */
public final class RecordedDepth {
    /** Takes what the recording holds, in its order. Levels are {@code [["price", "quantity"], ...]}. */
    public interface Listener {
        /** A depth snapshot that came by REST. */
        void onSnapshot(String symbol, long timeNs, JsonNode body);

        /** A depth frame of the stream. */
        void onDelta(String symbol, long timeNs, JsonNode frame);
    }

    private RecordedDepth() {
    }

    /** Reads a recording; the test is skipped where it is absent. */
    public static void read(String recording, Listener listener) throws IOException {
        final Path file = Path.of(System.getProperty("captures.dir", "../shared/captures"), recording + ".jsonl.gz");
        Assumptions.assumeTrue(Files.exists(file), () -> "no recording " + file + " here: set -Dcaptures.dir");
        final ObjectMapper mapper = new ObjectMapper();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains("/depth?")) {
                    final JsonNode row = mapper.readTree(line);
                    final String url = row.get("url").asText();
                    final String symbol = url.replaceAll(".*symbol=([^&]*).*", "$1");
                    listener.onSnapshot(symbol, row.get("t").asLong(), mapper.readTree(row.get("body").asText()));
                } else if (line.contains("depthUpdate")) {
                    final JsonNode row = mapper.readTree(line);
                    final JsonNode frame = mapper.readTree(row.get("text").asText()).get("data");
                    listener.onDelta(frame.get("s").asText(), row.get("t").asLong(), frame);
                }
            }
        }
    }

    /** The mantissa of a decimal at an exponent; the text must fit exactly. */
    public static long mantissa(JsonNode decimal, int exponent) {
        return new BigDecimal(decimal.asText()).scaleByPowerOfTen(-exponent).longValueExact();
    }
}
