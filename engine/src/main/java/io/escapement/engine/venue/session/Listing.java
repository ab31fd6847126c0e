package io.escapement.engine.venue.session;

/**
 * An instrument as a config asks for it.
 *
 * @param id     ours, from 1, dealt over all venues in the config's order
 * @param base   asset, as canonical names spell it
 * @param quote  likewise
 * @param symbol in the venue's spelling
 */
public record Listing(int id, String base, String quote, String symbol) {
    /** The name that the same thing has at all venues. */
    public String canonical() {
        return base + "/" + quote;
    }
}
