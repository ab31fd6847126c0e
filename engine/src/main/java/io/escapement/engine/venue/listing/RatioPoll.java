package io.escapement.engine.venue.listing;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.event.DerivativeEvents;
import io.escapement.engine.venue.event.EventOutlet;
import io.escapement.engine.venue.session.RestPoll;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.concurrent.TimeUnit;

/** Publishes the long/short ratio of accounts that a REST reply tells, once for each moment that the venue names. */
public final class RatioPoll implements RestPoll.BodyReader {
    private final EventOutlet outlet;
    private final DerivativeEvents events;
    private final Instrument instrument;
    private final Reader reader;
    private long newestNs = Long.MIN_VALUE;

    /**
     * Shares of all accounts.
     *
     * @param venueTimeNs epoch nanoseconds
     * @param longShare   mantissa at {@link DerivativeEvents#SHARE_EXPONENT}
     * @param shortShare  likewise
     */
    public record Shares(long venueTimeNs, long longShare, long shortShare) {
        /** @throws IOException where a text is no share, or the time no number of milliseconds */
        public static Shares ofShares(String millis, String longShare, String shortShare) throws IOException {
            return new Shares(time(millis), share(decimal(longShare)), share(decimal(shortShare)));
        }

        /**
         * Of a ratio of long accounts to short ones.
         *
         * @throws IOException where the text is no ratio, or the time no number of milliseconds
         */
        public static Shares ofRatio(String millis, String ratio) throws IOException {
            final BigDecimal value = decimal(ratio);
            if (value.signum() < 0) {
                throw new IOException("the ratio " + ratio + ", expected zero or more");
            }
            final long longShare = share(value.divide(value.add(BigDecimal.ONE), -DerivativeEvents.SHARE_EXPONENT,
                RoundingMode.HALF_EVEN));
            return new Shares(time(millis), longShare, share(BigDecimal.ONE) - longShare);
        }

        private static BigDecimal decimal(String text) throws IOException {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException e) {
                throw new IOException("\"" + text + "\", expected a decimal", e);
            }
        }

        private static long share(BigDecimal share) throws IOException {
            if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
                throw new IOException("the share " + share + ", expected 0 to 1");
            }
            return share.movePointRight(-DerivativeEvents.SHARE_EXPONENT).setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
        }

        private static long time(String millis) throws IOException {
            if (!millis.matches("[0-9]{1,13}")) {
                throw new IOException("the time \"" + millis + "\", expected milliseconds");
            }
            return TimeUnit.MILLISECONDS.toNanos(Long.parseLong(millis));
        }
    }

    /** Finds the newest shares in a body. */
    @FunctionalInterface
    public interface Reader {
        /** @throws IOException naming what in the body is not as expected */
        Shares read(byte[] body) throws IOException;
    }

    public RatioPoll(Inlet inlet, Provenance provenance, Instrument instrument, Reader reader) {
        this.outlet = new EventOutlet(inlet, provenance);
        this.events = new DerivativeEvents(outlet);
        this.instrument = instrument;
        this.reader = reader;
    }

    @Override
    public String onBody(DirectBuffer body, int length, long receiveTimeNs) {
        final byte[] bytes = new byte[length];
        body.getBytes(0, bytes);
        try {
            final Shares shares = reader.read(bytes);
            if (shares.venueTimeNs() > newestNs) {
                newestNs = shares.venueTimeNs();
                outlet.begin(0);
                events.publishRatio(shares.venueTimeNs(), receiveTimeNs, shares.longShare(), shares.shortShare(),
                    instrument.id());
                outlet.finish();
            }
            return null;
        } catch (IOException e) {
            return e.getMessage();
        }
    }
}
