package io.escapement.engine.venue.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.json.ListingException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The instruments of a recording: from its exchangeInfo, or with eight decimals where it has none. */
final class CapturedInstruments {
    private CapturedInstruments() {
    }

    static List<Instrument> of(Path file) {
        final TreeSet<String> symbols = new TreeSet<>();
        CapturedFrames.forEach(file, "in", line -> {
            final String text = line.get("text").asText();
            final int at = text.indexOf("\"s\":\"");
            if (at >= 0) {
                symbols.add(text.substring(at + 5, text.indexOf('"', at + 5)));
            }
        });
        final List<JsonNode> infos = new ArrayList<>();
        CapturedFrames.forEach(file, "http", line -> {
            if (line.get("url").asText().contains("exchangeInfo")) {
                infos.add(line);
            }
        });
        final List<Instrument> instruments = new ArrayList<>();
        if (infos.isEmpty()) {
            symbols.forEach(symbol ->
                instruments.add(DecoderBench.instrument(instruments.size() + 1, symbol, -8, -8)));
            return instruments;
        }
        try {
            return ExchangeInfo.readAll(infos.get(0).get("body").asText().getBytes(StandardCharsets.UTF_8),
                List.copyOf(symbols), 1, Venue.BINANCE);
        } catch (ListingException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }
}
