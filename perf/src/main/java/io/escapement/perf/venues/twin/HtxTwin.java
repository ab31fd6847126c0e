package io.escapement.perf.venues.twin;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.zip.GZIPInputStream;

/** HTX spot: the JDK's gzip, then Jackson. */
public final class HtxTwin extends JacksonTwin {
    public HtxTwin(Collection<Instrument> listed) {
        super(listed);
    }

    @Override
    public String name() {
        return "JDK gzip + Jackson tree + BigDecimal";
    }

    /** The text of a frame. */
    public static byte[] unpacked(byte[] frame) throws IOException {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(frame))) {
            return unpacking.readAllBytes();
        }
    }

    @Override
    public void decode(byte[] frame, Told told) throws IOException {
        super.decode(unpacked(frame), told);
    }

    @Override
    void read(JsonNode top, Told told) {
        final String[] topic = top.path("ch").asText().split("\\.", 3);
        final Instrument instrument = topic.length < 3 ? null : instrument(topic[1]);
        if (instrument == null) {
            return;
        }
        final JsonNode tick = top.get("tick");
        if (topic[2].equals("depth.step0")) {
            told.book(instrument.id(), true, millis(tick.get("ts")), tick.get("version").asLong());
            levels(tick.get("bids"), tick.get("asks"), instrument, told);
        } else if (topic[2].equals("trade.detail")) {
            for (final JsonNode row : tick.get("data")) {
                told.trade(instrument.id(), millis(row.get("ts")), row.get("tradeId").asLong(),
                    price(row.get("price"), instrument), quantity(row.get("amount"), instrument),
                    row.get("direction").textValue().equals("buy"));
            }
        }
    }
}
