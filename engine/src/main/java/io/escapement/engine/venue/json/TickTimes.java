package io.escapement.engine.venue.json;

import io.escapement.engine.venue.event.VenueTime;

import java.util.concurrent.TimeUnit;

/** Times as numbers of ticks since the epoch, in quotes or not, to nanoseconds. */
public final class TickTimes {
    private final JsonScanner scanner;
    private final FieldReader fields;
    private final VenueTime venueTime;

    /** @param fields the same scanner's */
    public TickTimes(JsonScanner scanner, FieldReader fields, TimeUnit tick) {
        this.scanner = scanner;
        this.fields = fields;
        this.venueTime = new VenueTime(tick);
    }

    /** Epoch nanoseconds of a field that has to be there; the scanner knows where it is not. */
    public long of(JsonObject object, String key) {
        final int field = object.find(key);
        if (field == JsonObject.MISSING) {
            fields.need(key, "a time");
            return 0;
        }
        return at(object.begin(field), object.end(field));
    }

    /** As {@link #of}; {@code otherwise} where the field is missing, null or empty. */
    public long or(JsonObject object, String key, long otherwise) {
        final int field = object.find(key);
        final boolean none = field == JsonObject.MISSING || object.kind(field) == 'n' || object.isString(field, "");
        return none ? otherwise : at(object.begin(field), object.end(field));
    }

    private long at(int from, int to) {
        final long nanos = venueTime.toNanos(fields.integer(from, to, "a time"));
        if (nanos == VenueTime.TOO_LATE) {
            scanner.fail(from, "a time before the year 2262");
        }
        return nanos;
    }
}
