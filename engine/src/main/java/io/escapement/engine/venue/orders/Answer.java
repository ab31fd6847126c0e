package io.escapement.engine.venue.orders;

/**
 * A venue's refusal of a request, as it stood in the reply.
 *
 * @param refusal what it means
 * @param code    the venue's own; 0 where it has none
 * @param words   the venue's own, shortened, nothing secret in them
 */
public record Answer(Refusal refusal, int code, String words) {
    @Override
    public String toString() {
        return code == 0 ? words : code + " " + words;
    }
}
