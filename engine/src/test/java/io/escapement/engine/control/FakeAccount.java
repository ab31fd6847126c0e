package io.escapement.engine.control;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/** An account in memory that can be made to misbehave. */
final class FakeAccount implements OrderCanceller {
    final List<OpenOrder> open = new ArrayList<>();
    /** What comes to life behind each cancelling, one list a time. */
    final Deque<List<OpenOrder>> late = new ArrayDeque<>();
    /** How often still it answers with a failure. */
    int failures;
    int cancels;
    boolean closed;
    private final String name;

    FakeAccount(String name, String... orders) {
        this.name = name;
        open.addAll(orders(orders));
    }

    static List<OpenOrder> orders(String... ids) {
        return Stream.of(ids).map(id -> new OpenOrder("BTCUSDT", "9", id, "BUY", "100.5", "2", "0")).toList();
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
    public synchronized List<OpenOrder> openOrders() throws IOException {
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
