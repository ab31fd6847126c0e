package io.escapement.engine.venue.session;

import java.util.regex.Pattern;

/** Tells refusals that pass from those that stand, by the words that venues have for them. */
public final class Refusals {
    private static final Pattern PASSING = Pattern.compile("rate.?limit|too.?many.?(requests|visits|messages)"
        + "|too.?(frequent|fast|busy)|exceed.?frequency|throttl|temporar|try again|time.?out"
        + "|service.?.?(is )?(unavailable|busy)|system.?(busy|error|upgrade)|maintenance|server.?error"
        + "|internal.?error", Pattern.CASE_INSENSITIVE);

    private Refusals() {
    }

    /** Whether the words are of one that passes, at whatever venue. */
    public static boolean pass(String words) {
        return PASSING.matcher(words).find();
    }
}
