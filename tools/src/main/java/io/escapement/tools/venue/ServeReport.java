package io.escapement.tools.venue;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.tools.terminal.JsonLines;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What {@link ServeCommand} says: once when it serves, once at the end. */
final class ServeReport {
    private final PrintWriter out;
    private final boolean json;

    ServeReport(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void started(LoopbackVenue venue, Serve serve, String speed, long seed, List<String> faults) {
        final String atEnd = serve.atEnd().name().toLowerCase(Locale.ROOT);
        if (json) {
            new JsonLines(out).line(object -> {
                object.writeStringField("event", "serving");
                object.writeStringField("provenance", venue.provenance());
                object.writeStringField("playing", venue.describe());
                object.writeStringField("webSocketUrl", venue.webSocketUrl());
                object.writeStringField("restUrl", venue.restUrl());
                object.writeNumberField("port", venue.port());
                object.writeStringField("speed", speed);
                object.writeStringField("atEnd", atEnd);
                object.writeArrayFieldStart("faults");
                for (final String fault : faults) {
                    object.writeString(fault);
                }
                object.writeEndArray();
                object.writeNumberField("faultSeed", seed);
            });
        } else {
            out.println(venue.describe());
            out.println("streams    " + venue.webSocketUrl());
            out.println("REST       " + venue.restUrl());
            out.println("speed      " + speed + ", at the end " + atEnd + "; play begins with the first subscription");
            out.println("faults     " + (faults.isEmpty() ? "none" : String.join(" ", faults)) + ", seed " + seed);
            out.println("Ctrl-C stops.");
        }
        out.flush();
    }

    void stopped(LoopbackVenue venue) {
        final Map<FaultKind, Long> injected = venue.injected();
        if (json) {
            new JsonLines(out).line(object -> {
                object.writeStringField("event", "stopped");
                object.writeNumberField("framesPlayed", venue.playedCount());
                object.writeNumberField("framesSent", venue.sentCount());
                writeInjected(object, injected);
            });
        } else {
            final StringBuilder line = new StringBuilder("stopped: " + venue.playedCount() + " frames played, "
                + venue.sentCount() + " sent");
            injected.forEach((kind, count) -> line.append(", ").append(kind.key()).append(' ').append(count));
            out.println(line);
        }
        out.flush();
    }

    private static void writeInjected(JsonGenerator object, Map<FaultKind, Long> injected) throws IOException {
        object.writeObjectFieldStart("injected");
        for (final Map.Entry<FaultKind, Long> entry : injected.entrySet()) {
            object.writeNumberField(entry.getKey().key(), entry.getValue());
        }
        object.writeEndObject();
    }
}
