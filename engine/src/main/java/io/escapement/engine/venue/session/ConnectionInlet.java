package io.escapement.engine.venue.session;

import io.escapement.codecs.Provenance;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.RecordLayout;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.collections.IntHashSet;
import org.agrona.collections.LongHashSet;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * What one connection publishes through. Usually it lets everything pass. While two connections of one line overlap,
 * it lets pass what its own connection delivers: the older one everything but the books that the newer one has taken
 * over, the newer one those books. A book is taken over with the first snapshot that comes for it in the newer stream,
 * so that there is neither a hole nor a doubled delta. Also notes which streams have spoken.
 */
final class ConnectionInlet implements Inlet {
    private final Inlet target;
    private final Provenance provenance;
    private final LongHashSet silent = new LongHashSet();
    private final IntHashSet gained = new IntHashSet();
    private final IntHashSet lost = new IntHashSet();
    /** Whose definition the connection's decoder does not have. */
    private final IntHashSet barred = new IntHashSet();
    private final ExpandableArrayBuffer copy = new ExpandableArrayBuffer();
    private IntConsumer taking;
    private boolean delivers;
    private boolean plain;

    /** @param delivers whether there is no older connection that still does */
    ConnectionInlet(Inlet target, Provenance provenance, boolean delivers) {
        this.target = target;
        this.provenance = provenance;
        this.delivers = delivers;
        settle();
    }

    /** Notes when these first speak. */
    void watch(List<Topic> topics) {
        for (final Topic topic : topics) {
            if (topic.kind() != null && topic.instrument() != null && topic.kind() != StreamKind.LIQUIDATIONS) {
                silent.add(key(topic.kind(), topic.instrument().id()));
            }
        }
        settle();
    }

    /**
     * Called with an instrument whose book begins on this connection while another one delivers, before the book is
     * published; nothing is claimed then.
     */
    void whenTaking(IntConsumer hears) {
        taking = hears;
    }

    /** From now on this connection delivers everything; what books it has gained already. */
    void deliver() {
        delivers = true;
        lost.clear();
        settle();
    }

    /** The other connection has this book now. */
    void lose(int instrumentId) {
        lost.add(instrumentId);
        settle();
    }

    /** Nothing of this instrument passes any more, whatever it is. */
    void bar(int instrumentId) {
        barred.add(instrumentId);
        gained.remove(instrumentId);
        settle();
    }

    boolean isBarred(int instrumentId) {
        return barred.contains(instrumentId);
    }

    /** The other connection is gone before it has taken over. */
    void keepAll() {
        lost.clear();
        settle();
    }

    /** From now on nothing passes. */
    void shut() {
        delivers = false;
        gained.clear();
        taking = null;
        settle();
    }

    boolean hasGained(int instrumentId) {
        return gained.contains(instrumentId);
    }

    /** Whether this topic is watched and nothing of it has come. */
    boolean isSilent(Topic topic) {
        return topic.kind() != null && topic.instrument() != null
            && silent.contains(key(topic.kind(), topic.instrument().id()));
    }

    /** No need any more to note which streams speak. */
    void stopWatching() {
        silent.clear();
        settle();
    }

    private void settle() {
        plain = delivers && silent.isEmpty() && lost.isEmpty() && barred.isEmpty();
    }

    private static long key(StreamKind kind, int instrumentId) {
        return (long) kind.ordinal() << 32 | instrumentId;
    }

    @Override
    public Slot claim() {
        return target.claim();
    }

    @Override
    public void abandon(Slot slot) {
        target.abandon(slot);
    }

    @Override
    public void publish(Slot slot) {
        if (plain) {
            target.publish(slot);
            return;
        }
        final StreamKind kind = EventSubject.kind(slot.eventTemplateId());
        final int instrumentId = EventSubject.instrumentId(slot);
        if (kind != null && silent.remove(key(kind, instrumentId)) && silent.isEmpty()) {
            settle();
        }
        if (kind != null && barred.contains(instrumentId)) {
            target.abandon(slot);
        } else if (passes(kind, instrumentId)) {
            target.publish(slot);
        } else if (taking != null && EventSubject.beginsStreamedBook(slot)) {
            take(slot, instrumentId);
        } else {
            target.abandon(slot);
        }
    }

    private boolean passes(StreamKind kind, int instrumentId) {
        if (delivers) {
            return kind != StreamKind.BOOK || !lost.contains(instrumentId);
        }
        return kind == StreamKind.BOOK ? gained.contains(instrumentId) : kind == null && !gained.isEmpty();
    }

    /** The slot is given back first, since what has to be said before the book needs one too. */
    private void take(Slot slot, int instrumentId) {
        final int length = RecordLayout.messageLength(slot.buffer(), slot.event());
        final long receivedNanos = slot.receivedNanos;
        copy.putBytes(0, slot.buffer(), slot.event(), length);
        target.abandon(slot);
        gained.add(instrumentId);
        taking.accept(instrumentId);
        final Slot fresh = target.claim();
        fresh.buffer().putBytes(fresh.event(), copy, 0, length);
        fresh.commitEvent(length, provenance);
        fresh.receivedNanos = receivedNanos;
        target.publish(fresh);
    }
}
