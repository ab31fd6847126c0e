package io.escapement.tools.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.escapement.engine.buckets.BucketSnapshotReader;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.IOException;
import java.io.PrintWriter;

/** Writes snapshots as rows of CSV, or as JSON objects; columns are counted from the mid's, which is 0. */
final class BucketRows implements SnapshotFilter.Snapshots {
    private static final String[] MEANS = {"mean_1s", "mean_5s", "mean_15s", "mean_60s"};

    private final PrintWriter writer;
    private final JsonLines json;
    private boolean begun;

    BucketRows(PrintWriter writer, boolean json) {
        this.writer = writer;
        this.json = json ? new JsonLines(writer) : null;
    }

    @Override
    public void onSnapshot(BucketSnapshotReader snapshot, Listing.Listed subject) {
        final Mantissas text = new Mantissas(subject, snapshot.isConsolidated());
        if (json != null) {
            json.line(object -> write(object, snapshot, subject, text));
            return;
        }
        if (!begun) {
            begun = true;
            header(snapshot.size());
        }
        row(snapshot, subject, text);
    }

    private void header(int columns) {
        final StringBuilder line = new StringBuilder(
            "time,venue,symbol,width,first_price,mid,best_bid,best_ask,imbalance");
        for (final String mean : MEANS) {
            line.append(",imbalance_").append(mean);
        }
        for (int column = 0; column < columns; column++) {
            final int place = column - columns / 2;
            line.append(",bid_").append(place).append(",ask_").append(place).append(",vwap_").append(place);
            for (final String mean : MEANS) {
                line.append(',').append(mean).append('_').append(place);
            }
        }
        writer.append(line).append('\n');
    }

    private void row(BucketSnapshotReader snapshot, Listing.Listed subject, Mantissas text) {
        final StringBuilder line = new StringBuilder(Times.format(snapshot.timeNs()));
        line.append(',').append(venue(snapshot, subject)).append(',').append(subject.symbol())
            .append(',').append(text.price(1, snapshot.width()))
            .append(',').append(text.price(snapshot.firstId(), snapshot.width()))
            .append(',').append(text.price(snapshot.mid()))
            .append(',').append(text.price(snapshot.bestBid()))
            .append(',').append(text.price(snapshot.bestAsk()))
            .append(',').append(Mantissas.number(snapshot.imbalance()));
        for (int window = 0; window < MEANS.length; window++) {
            line.append(',').append(Mantissas.number(snapshot.imbalanceMean(window)));
        }
        for (int column = 0; column < snapshot.size(); column++) {
            line.append(',').append(text.quantity(snapshot.bidQuantity(column)))
                .append(',').append(text.quantity(snapshot.askQuantity(column)))
                .append(',').append(text.price(snapshot.vwap(column)));
            for (int window = 0; window < MEANS.length; window++) {
                line.append(',').append(Mantissas.number(snapshot.mean(column, window)));
            }
        }
        writer.append(line).append('\n');
    }

    private static String venue(BucketSnapshotReader snapshot, Listing.Listed subject) {
        return snapshot.isConsolidated() ? "ALL" : subject.venue();
    }

    private static void write(JsonGenerator object, BucketSnapshotReader snapshot, Listing.Listed subject,
                              Mantissas text) throws IOException {
        object.writeStringField("time", Times.format(snapshot.timeNs()));
        object.writeStringField("venue", venue(snapshot, subject));
        object.writeStringField("symbol", subject.symbol());
        object.writeStringField("width", text.price(1, snapshot.width()));
        object.writeStringField("firstPrice", text.price(snapshot.firstId(), snapshot.width()));
        object.writeStringField("mid", text.price(snapshot.mid()));
        object.writeStringField("bestBid", text.price(snapshot.bestBid()));
        object.writeStringField("bestAsk", text.price(snapshot.bestAsk()));
        number(object, "imbalance", snapshot.imbalance());
        for (int window = 0; window < MEANS.length; window++) {
            number(object, "imbalance_" + MEANS[window], snapshot.imbalanceMean(window));
        }
        object.writeArrayFieldStart("columns");
        for (int column = 0; column < snapshot.size(); column++) {
            object.writeStartObject();
            object.writeStringField("bid", text.quantity(snapshot.bidQuantity(column)));
            object.writeStringField("ask", text.quantity(snapshot.askQuantity(column)));
            object.writeStringField("vwap", text.price(snapshot.vwap(column)));
            for (int window = 0; window < MEANS.length; window++) {
                number(object, MEANS[window], snapshot.mean(column, window));
            }
            object.writeEndObject();
        }
        object.writeEndArray();
    }

    private static void number(JsonGenerator object, String name, double value) throws IOException {
        if (!Double.isNaN(value)) {
            object.writeNumberField(name, value);
        }
    }
}
