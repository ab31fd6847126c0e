package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;

/**
 * What one connection's protocol works with.
 *
 * @param inlet        where its decoder publishes; the session may drop what comes while another connection delivers
 * @param instruments  all of the venue
 * @param control      hears what the venue says of the connection itself
 * @param connectionId numbers the venue's connections within a run, from 1
 * @param path         the topics' common path
 */
public record StreamSite(Inlet inlet, InstrumentLookup instruments, ControlListener control, int connectionId,
                         Provenance provenance, String path) {
}
