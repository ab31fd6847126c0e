package io.escapement.tools.orders;

import io.escapement.journal.JournalReader;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordDump;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.orders.OrderLife.Step;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what a journal tells of orders. */
final class OrderLives {
    private final RecordDump dump = new RecordDump();
    private final MessageCatalog catalog = new MessageCatalog();
    private final Listing listing = new Listing();
    private final Map<Long, OrderLife> lives = new LinkedHashMap<>();
    private final long only;

    /** @param only whose steps are kept; {@link MessageCatalog#NO_ORDER}: only the last state of all is */
    OrderLives(long only) {
        this.only = only;
    }

    Listing listing() {
        return listing;
    }

    Collection<OrderLife> all() {
        return lives.values();
    }

    /** Null where the journal does not know it. */
    OrderLife find(long clientOrderId) {
        return lives.get(clientOrderId);
    }

    /** Takes note of the reader's record. */
    void take(JournalReader reader) {
        final int record = reader.offset();
        listing.learn(reader.buffer(), record);
        dump.learn(reader.buffer(), record);
        if (!isAboutOrders(reader, record)) {
            return;
        }
        final Map<String, Object> tree = dump.tree(reader.buffer(), record);
        step(reader, true, map(tree.get("event")));
        for (final Object effect : (List<?>) tree.get("effects")) {
            step(reader, false, map(effect));
        }
    }

    private boolean isAboutOrders(JournalReader reader, int record) {
        int message = RecordLayout.event(record);
        for (int left = RecordLayout.keptCount(reader.buffer(), record); left >= 0; left--) {
            final long order = catalog.clientOrderId(reader.buffer(), message);
            if (order != MessageCatalog.NO_ORDER && (only == MessageCatalog.NO_ORDER || only == order)) {
                return true;
            }
            message = RecordLayout.next(reader.buffer(), message);
        }
        return false;
    }

    private void step(JournalReader reader, boolean event, Map<String, Object> message) {
        if (!(message.get("clientOrderId") instanceof Long id) || only != MessageCatalog.NO_ORDER && only != id) {
            return;
        }
        final OrderLife life = lives.computeIfAbsent(id, OrderLife::new);
        life.add(new Step(reader.sequence(), reader.eventTimeNs(), event, message), only == id);
        if (life.symbol.isEmpty() && life.instrumentId > 0) {
            life.symbol = listing.name(life.instrumentId);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
