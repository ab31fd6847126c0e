package io.escapement.engine.features;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.Venue;

import java.math.BigDecimal;
import java.util.List;

/**
 * What was fitted offline for one instrument, frozen. What is not given is missing, and so are the columns that are
 * made of it.
 *
 * @param symbol            the venue's own
 * @param bucketVolume      of VPIN's buckets, base asset; null: by the day before
 * @param integratedWeights of the five levels, for integrated order flow; empty: none
 * @param hawkes            null: none
 * @param microprice        null: none
 */
public record InstrumentTerms(Venue venue, String symbol, BigDecimal bucketVolume, List<Double> integratedWeights,
                              HawkesTerms hawkes, MicropriceTable microprice) {
    /** None for an instrument. */
    static final InstrumentTerms NONE = new InstrumentTerms(Venue.NULL_VAL, "", null, List.of(), null, null);

    boolean isAbout(Instrument instrument) {
        return instrument.venue() == venue && instrument.symbol().equals(symbol);
    }

    double[] weights() {
        return integratedWeights.isEmpty() ? null
            : integratedWeights.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
