package io.escapement.perf.book;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The depth frames of recordings, decoded into flat arrays beforehand, so that a bench measures books alone. Prices
 * and quantities are mantissas at each instrument's own exponents, taken from the finest text that its snapshot holds.
 */
public final class BookFrames {
    private static final int QUANTITY_EXPONENT = -8;

    /** One recorded instrument. */
    public record Instrument(String symbol, int priceExponent, int snapshotStart, int snapshotBidsEnd,
                             int snapshotEnd) {
    }

    private final List<Instrument> instruments = new ArrayList<>();
    private final List<BigDecimal> priceList = new ArrayList<>();
    private final List<BigDecimal> quantityList = new ArrayList<>();
    private final List<int[]> frameList = new ArrayList<>();

    private long[] prices;
    private long[] quantities;
    private BigDecimal[] decimalPrices;
    private BigDecimal[] decimalQuantities;
    private int[] frames;

    private BookFrames() {
    }

    /**
     * @param files      recordings of Binance, spot or futures
     * @param frameLimit frames to keep of each recording
     */
    public static BookFrames load(List<Path> files, int frameLimit) {
        final BookFrames frames = new BookFrames();
        for (final Path file : files) {
            try {
                frames.read(file, frameLimit);
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot read the recording " + file, e);
            }
        }
        frames.freeze();
        return frames;
    }

    private void read(Path file, int frameLimit) throws IOException {
        final ObjectMapper mapper = new ObjectMapper();
        final Map<String, Integer> bySymbol = new TreeMap<>();
        int kept = 0;
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
            new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null && kept < frameLimit; line = reader.readLine()) {
                final JsonNode row = mapper.readTree(line);
                if (row.path("url").asText().contains("/depth?")) {
                    snapshot(mapper.readTree(row.get("body").asText()), symbolOf(row.get("url").asText()), bySymbol);
                } else if (row.path("text").asText().contains("\"depthUpdate\"")) {
                    final JsonNode message = mapper.readTree(row.get("text").asText());
                    kept += frame(message.has("data") ? message.get("data") : message, bySymbol);
                }
            }
        }
    }

    private static String symbolOf(String url) {
        final int start = url.indexOf("symbol=") + "symbol=".length();
        final int end = url.indexOf('&', start);
        return url.substring(start, end < 0 ? url.length() : end);
    }

    private void snapshot(JsonNode body, String symbol, Map<String, Integer> bySymbol) {
        if (bySymbol.containsKey(symbol)) {
            return;
        }
        final int start = priceList.size();
        add(body.get("bids"));
        final int bidsEnd = priceList.size();
        add(body.get("asks"));
        int exponent = 0;
        for (final BigDecimal price : priceList.subList(start, priceList.size())) {
            exponent = Math.min(exponent, -price.stripTrailingZeros().scale());
        }
        bySymbol.put(symbol, instruments.size());
        instruments.add(new Instrument(symbol, exponent, start, bidsEnd, priceList.size()));
    }

    private int frame(JsonNode depth, Map<String, Integer> bySymbol) {
        final Integer instrument = bySymbol.get(depth.get("s").asText());
        if (instrument == null) {
            return 0;
        }
        final int start = priceList.size();
        add(depth.get("b"));
        final int bidsEnd = priceList.size();
        add(depth.get("a"));
        frameList.add(new int[] {instrument, start, bidsEnd, priceList.size()});
        return 1;
    }

    private void add(JsonNode levels) {
        for (final JsonNode level : levels) {
            priceList.add(new BigDecimal(level.get(0).asText()));
            quantityList.add(new BigDecimal(level.get(1).asText()));
        }
    }

    private void freeze() {
        final int count = priceList.size();
        prices = new long[count];
        quantities = new long[count];
        decimalPrices = priceList.toArray(new BigDecimal[0]);
        decimalQuantities = quantityList.toArray(new BigDecimal[0]);
        for (final Instrument instrument : instruments) {
            scale(instrument.snapshotStart, instrument.snapshotEnd, instrument.priceExponent);
        }
        frames = new int[frameList.size() * 4];
        for (int i = 0; i < frameList.size(); i++) {
            final int[] frame = frameList.get(i);
            System.arraycopy(frame, 0, frames, i * 4, 4);
            scale(frame[1], frame[3], instruments.get(frame[0]).priceExponent);
        }
    }

    private void scale(int start, int end, int priceExponent) {
        for (int i = start; i < end; i++) {
            prices[i] = decimalPrices[i].scaleByPowerOfTen(-priceExponent).longValueExact();
            quantities[i] = decimalQuantities[i].scaleByPowerOfTen(-QUANTITY_EXPONENT).longValueExact();
        }
    }

    public List<Instrument> instruments() {
        return instruments;
    }

    /** Levels in all frames, without the snapshots. */
    public int levelCount() {
        int count = 0;
        for (int i = 0; i < frameCount(); i++) {
            count += end(i) - start(i);
        }
        return count;
    }

    public int frameCount() {
        return frames.length / 4;
    }

    public int instrument(int frame) {
        return frames[frame * 4];
    }

    public int start(int frame) {
        return frames[frame * 4 + 1];
    }

    public int bidsEnd(int frame) {
        return frames[frame * 4 + 2];
    }

    public int end(int frame) {
        return frames[frame * 4 + 3];
    }

    public long[] prices() {
        return prices;
    }

    public long[] quantities() {
        return quantities;
    }

    public BigDecimal[] decimalPrices() {
        return decimalPrices;
    }

    public BigDecimal[] decimalQuantities() {
        return decimalQuantities;
    }
}
