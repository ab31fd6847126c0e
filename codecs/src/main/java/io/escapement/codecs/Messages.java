package io.escapement.codecs;

/**
 * The classes of messages that the schema's template ids stand for.
 */
public final class Messages {
    /** The first template id of a kept effect: whole in the journal. */
    public static final int FIRST_KEPT_EFFECT = 20;
    /** The first template id of a checked effect: its hash alone is journaled, replay computes it again. */
    public static final int FIRST_CHECKED_EFFECT = 40;
    /** Where the first twenty of each did not suffice: events, and kept effects. */
    private static final int FIRST_NEWER_EVENT = 100;
    private static final int FIRST_NEWER_KEPT_EFFECT = 120;

    /** {@code BookDelta}, {@code BookSnapshot}: this is the first fragment of the message. */
    public static final short FIRST_FRAGMENT = 1;
    /** {@code BookDelta}, {@code BookSnapshot}: this is the last fragment of the message. */
    public static final short LAST_FRAGMENT = 2;

    /** {@code BookSnapshot}: the venue sent it in the stream, so it belongs between the deltas around it. */
    public static final short IN_STREAM = 4;

    private Messages() {
    }

    /** Whether messages of this template are inputs. */
    public static boolean isEvent(int templateId) {
        return templateId > 0 && templateId < FIRST_KEPT_EFFECT
            || templateId >= FIRST_NEWER_EVENT && templateId < FIRST_NEWER_KEPT_EFFECT;
    }

    /** Whether messages of this template are effects that the journal holds whole. */
    public static boolean isKept(int templateId) {
        return templateId >= FIRST_KEPT_EFFECT && templateId < FIRST_CHECKED_EFFECT
            || templateId >= FIRST_NEWER_KEPT_EFFECT;
    }

    /** Whether messages of this template are effects of which the journal holds a hash only. */
    public static boolean isChecked(int templateId) {
        return templateId >= FIRST_CHECKED_EFFECT && templateId < FIRST_NEWER_EVENT;
    }
}
