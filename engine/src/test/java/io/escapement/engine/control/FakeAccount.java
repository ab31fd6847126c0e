package io.escapement.engine.control;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** An account in memory that can be made to misbehave. */
final class FakeAccount implements OrderCanceller {
    final List<String> open = new ArrayList<>();
    /** What comes to life behind each cancelling, one list a time. */
    final Deque<List<String>> late = new ArrayDeque<>();
    /** How often still it answers with a failure. */
    int failures;
    int cancels;
    boolean closed;
    private final String name;

    FakeAccount(String name, String... orders) {
        this.name = name;
        open.addAll(List.of(orders));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void cancelAll() throws IOException {
        fail();
        cancels++;
        open.clear();
        if (!late.isEmpty()) {
            open.addAll(late.remove());
        }
    }

    @Override
    public synchronized List<String> openOrders() throws IOException {
        fail();
        return List.copyOf(open);
    }

    private void fail() throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException(name + " answers 503");
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
