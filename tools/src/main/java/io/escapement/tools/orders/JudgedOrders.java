package io.escapement.tools.orders;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderDeniedDecoder;
import io.escapement.engine.pipeline.Slot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Orders that two gates judged, record by record. */
final class JudgedOrders {
    /** An order that went then and would not have now. */
    record Denied(long clientOrderId, long sequence, long eventTimeNs, String what, String rule, long limit,
                  long observed) {
        String why() {
            return rule + (limit == OrderDeniedDecoder.limitValueNullValue() ? "" : ", limit " + limit)
                + (observed == OrderDeniedDecoder.observedNullValue() ? "" : ", observed " + observed);
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewOrderDecoder order = new NewOrderDecoder();
    private final OrderDeniedDecoder denied = new OrderDeniedDecoder();
    private final List<Denied> newlyDenied = new ArrayList<>();
    private int sentThen;
    private int newlyAllowed;

    void take(Slot then, Slot now) {
        final Set<Long> went = sent(then);
        sentThen += went.size();
        final Set<Long> goes = sent(now);
        final Map<Long, Denied> objections = denials(now);
        for (final long id : went) {
            if (!goes.contains(id) && objections.containsKey(id)) {
                newlyDenied.add(objections.get(id));
            }
        }
        goes.removeAll(went);
        newlyAllowed += goes.size();
    }

    private Set<Long> sent(Slot slot) {
        final Set<Long> ids = new HashSet<>();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                ids.add(order.wrapAndApplyHeader(slot.buffer(), effect, header).clientOrderId());
            }
        }
        return ids;
    }

    private Map<Long, Denied> denials(Slot slot) {
        final Map<Long, Denied> found = new HashMap<>();
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            if (slot.templateId(effect) == OrderDeniedDecoder.TEMPLATE_ID) {
                denied.wrapAndApplyHeader(slot.buffer(), effect, header);
                final long id = denied.clientOrderId();
                final String what = denied.side() + " " + denied.quantity() + " at " + denied.price()
                    + " (mantissas) in instrument " + denied.instrumentId();
                found.put(id, new Denied(id, slot.sequence(), slot.eventTimeNs(), what, denied.rule().name(),
                    denied.limitValue(), denied.observed()));
            }
        }
        return found;
    }

    List<Denied> newlyDenied() {
        return newlyDenied;
    }

    int sentThen() {
        return sentThen;
    }

    /** Orders that did not go then, and would have now. */
    int newlyAllowed() {
        return newlyAllowed;
    }

    Map<String, Integer> byRule() {
        final Map<String, Integer> counts = new TreeMap<>();
        newlyDenied.forEach(each -> counts.merge(each.rule(), 1, Integer::sum));
        return counts;
    }
}
