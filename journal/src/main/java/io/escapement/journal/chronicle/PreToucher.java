package io.escapement.journal.chronicle;

import net.openhft.chronicle.bytes.MappedBytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.MappedFile;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueStore;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Takes the page faults of the appends on itself: it writes nothing into pages that the appender will reach soon, in
 * the appender's own mapping, and maps the next block before it is needed. Chronicle's own does this in its
 * commercial edition only. Run by one thread, not the appender's.
 */
public final class PreToucher implements AutoCloseable, ReferenceOwner {
    private static final int PAGE = 4096;

    private final SingleChronicleQueue queue;
    private final long ahead;
    private int cycle = Integer.MIN_VALUE;
    private SingleChronicleQueueStore store;
    private MappedBytes bytes;
    private MappedFile file;
    private MappedBytesStore block;
    private MappedBytesStore lastBlock;
    private long touched;

    PreToucher(SingleChronicleQueue queue, long ahead) {
        this.queue = queue;
        this.ahead = ahead;
    }

    /**
     * Touches up to the wanted distance ahead of the last append.
     *
     * @return pages touched
     */
    public int touch() {
        if (!follow()) {
            return 0;
        }
        final long position = store.writePosition();
        final long until = position + ahead;
        long page = Math.max(touched, position & -PAGE);
        int count = 0;
        while (page < until) {
            moveTo(page);
            block.compareAndSwapLong(page, 0L, 0L);
            page += PAGE;
            count++;
        }
        touched = page;
        releaseBehind(position);
        return count;
    }

    private boolean follow() {
        final int now = queue.lastCycle();
        if (now < 0 || now == Integer.MIN_VALUE) {
            return false;
        }
        if (now != cycle) {
            release();
            store = queue.storeForCycle(now, queue.epoch(), false, null);
            if (store == null) {
                return false;
            }
            bytes = store.bytes();
            file = bytes.mappedFile();
            cycle = now;
        }
        return true;
    }

    private void moveTo(long page) {
        final long chunk = file.chunkSize();
        if (block != null && page >= block.start() && page < block.start() + chunk) {
            return;
        }
        if (lastBlock != null) {
            lastBlock.release(this);
        }
        lastBlock = block;
        try {
            block = file.acquireByteStore(this, page);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map the next block of " + file.file(), e);
        }
    }

    private void releaseBehind(long position) {
        if (lastBlock != null && position >= lastBlock.start() + file.chunkSize()) {
            lastBlock.release(this);
            lastBlock = null;
        }
    }

    private void release() {
        if (lastBlock != null) {
            lastBlock.release(this);
        }
        if (block != null) {
            block.release(this);
        }
        if (bytes != null) {
            bytes.releaseLast();
        }
        if (store != null) {
            queue.closeStore(store);
        }
        lastBlock = null;
        block = null;
        bytes = null;
        store = null;
        touched = 0;
        cycle = Integer.MIN_VALUE;
    }

    @Override
    public void close() {
        release();
    }
}
