package io.escapement.engine.venue.loopback;

/** Market data of a venue other than Binance. */
interface SpokenSource extends VenueSource {
    /** What REST is to answer besides books. */
    RecordedReplies replies();

    @Override
    default String exchangeInfo() {
        throw new UnsupportedOperationException("Binance's only");
    }

    @Override
    default boolean isFutures() {
        return false;
    }
}
