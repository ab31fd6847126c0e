package io.escapement.engine.risk;

/**
 * Limits of one venue, and what is true of it.
 *
 * @param venue          as the schema spells it
 * @param bounds         of all its instruments together
 * @param nativeTriggers whether it takes stops and take-profits itself; where not, or where it
 *                       refuses one for being such, the engine holds them
 * @param gateway        whether orders really go there: balances are asked for, and nothing goes before it has been
 *                       reconciled
 * @param leverageHundredths of derivatives: worth of positions for a unit of balance, in hundredths
 */
public record VenueLimits(String venue, Bounds bounds, boolean nativeTriggers, boolean gateway,
                          int leverageHundredths) {

    /** A venue on paper, without limits of its own. */
    public static VenueLimits paper(String venue) {
        return new VenueLimits(venue, Bounds.OPEN, false, false, 100);
    }
}
