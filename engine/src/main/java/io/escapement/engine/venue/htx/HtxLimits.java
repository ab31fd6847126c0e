package io.escapement.engine.venue.htx;

import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.Budget;
import io.escapement.engine.venue.session.VenueProtocol;

/** How much HTX takes, of spot and swaps alike. */
interface HtxLimits extends VenueProtocol {
    /** Requests of one connection have to be apart. */
    @Override
    default Budget messages() {
        return new Budget(1, HtxTexts.REQUEST_EVERY_MS);
    }

    @Override
    default Budget weight() {
        return Budget.perSecond(HtxTexts.REST_PER_SECOND);
    }

    @Override
    default long notBeforeNs(RestReply reply, long nowNs) {
        return HtxTexts.notBeforeNs(reply, nowNs);
    }

    @Override
    default int topicsPerMessage() {
        return 1;
    }
}
