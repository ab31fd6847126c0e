package io.escapement.perf.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The way to the simulated venue and back (V1, V2), with what it has to answer, order by order. Requests arrive a
 * constant time after their record, answers as long after that; what is due at a nanosecond is done when a record of a
 * later one comes.
 */
final class PlainVenue implements PlainMatching.Ear {
    private enum Kind {
        NEW, AMEND, CANCEL
    }

    private record Request(long arrivalNs, long number, Kind kind, PlainOrder order, long orderId, BigDecimal price,
        BigDecimal quantity) {
    }

    private final PaperTerms terms;
    private final Map<Integer, PlainMatching> matchings = new TreeMap<>();
    private final Map<Long, PlainOrder> orders = new HashMap<>();
    private final PriorityQueue<Request> requests = new PriorityQueue<>(
        Comparator.comparingLong(Request::arrivalNs).thenComparingLong(Request::number));
    private final Map<Long, Deque<Expected>> answers = new HashMap<>();
    private long numbers;
    private long venueOrderIds;
    private long nowNs = Long.MIN_VALUE;

    PlainVenue(PaperTerms terms) {
        this.terms = terms;
    }

    PlainMatching matching(int instrumentId) {
        return matchings.get(instrumentId);
    }

    Iterable<PlainMatching> matchings() {
        return matchings.values();
    }

    void define(PlainInstrument instrument) {
        final PlainMatching known = matchings.get(instrument.id());
        if (known == null) {
            matchings.put(instrument.id(), new PlainMatching(instrument, this));
        } else {
            known.define(instrument);
        }
    }

    PlainOrder order(long id) {
        return orders.get(id);
    }

    /** The next answer that an order has to get; null: none. */
    Expected take(long orderId) {
        final Deque<Expected> due = answers.get(orderId);
        return due == null ? null : due.poll();
    }

    /** Answers that nobody has heard, of which the last record must be older. */
    long unheard(long beforeNs) {
        return answers.values().stream().flatMap(Deque::stream).filter(each -> each.responseNs() < beforeNs).count();
    }

    void advance(long timeNs) {
        while (!requests.isEmpty() && requests.peek().arrivalNs < timeNs) {
            final Request request = requests.poll();
            if (request.order == null) {
                final boolean cancel = request.kind == Kind.CANCEL;
                say(new Expected(request.orderId, cancel ? ExecutionType.CANCEL_REJECTED
                    : ExecutionType.AMEND_REJECTED, OrderStatus.UNKNOWN, RejectCode.UNKNOWN_ORDER, 0, null, null,
                    BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "", LiquidityRole.NONE, null, null,
                    request.arrivalNs, request.arrivalNs + terms.responseNs(), ""));
            } else {
                request.order.requestsUnderWay--;
                execute(request);
            }
        }
        nowNs = timeNs;
    }

    private void execute(Request request) {
        final PlainOrder order = request.order;
        final PlainMatching matching = matchings.get(order.instrumentId);
        switch (request.kind) {
            case NEW -> {
                order.venueOrderId = ++venueOrderIds;
                matching.arrive(order, request.arrivalNs);
            }
            case AMEND -> {
                final RejectCode refusal = order.over ? RejectCode.UNKNOWN_ORDER
                    : matching.amend(order, request.price, request.quantity, request.arrivalNs);
                if (refusal != null) {
                    says(order, ExecutionType.AMEND_REJECTED, refusal, request.arrivalNs);
                }
            }
            default -> {
                if (order.over) {
                    says(order, ExecutionType.CANCEL_REJECTED, RejectCode.UNKNOWN_ORDER, request.arrivalNs);
                } else {
                    matching.cancel(order, request.arrivalNs);
                }
            }
        }
    }

    // What the engine asks for

    void add(PlainOrder order) {
        orders.put(order.id, order);
        if (!order.held) {
            send(Kind.NEW, order, null, null);
        }
    }

    void release(long orderId) {
        final PlainOrder order = orders.get(orderId);
        order.held = false;
        order.type = order.takesAnyPrice() ? OrderType.MARKET
            : OrderType.LIMIT;
        send(Kind.NEW, order, null, null);
    }

    void amend(long orderId, BigDecimal price, BigDecimal quantity) {
        final PlainOrder order = orders.get(orderId);
        if (order != null && order.held) {
            order.price = price;
            order.quantity = quantity;
        } else if (isForgotten(order)) {
            refuse(Kind.AMEND, orderId);
        } else {
            send(Kind.AMEND, order, price, quantity);
        }
    }

    void cancel(long orderId) {
        final PlainOrder order = orders.get(orderId);
        if (order != null && order.held) {
            order.held = false;
            order.over = true;
        } else if (isForgotten(order)) {
            refuse(Kind.CANCEL, orderId);
        } else {
            send(Kind.CANCEL, order, null, null);
        }
    }

    /** Nothing about it is under way any more. */
    private boolean isForgotten(PlainOrder order) {
        return order == null || order.over && order.requestsUnderWay == 0 && order.lastResponseNs < nowNs;
    }

    private void send(Kind kind, PlainOrder order, BigDecimal price, BigDecimal quantity) {
        order.lastArrivalNs = Math.max(order.lastArrivalNs, nowNs + terms.entryNs());
        order.requestsUnderWay++;
        requests.add(new Request(order.lastArrivalNs, numbers++, kind, order, order.id, price, quantity));
    }

    private void refuse(Kind kind, long orderId) {
        requests.add(new Request(nowNs + terms.entryNs(), numbers++, kind, null, orderId, null, null));
    }

    // What the venue says

    @Override
    public void says(PlainOrder order, ExecutionType type, RejectCode code, long timeNs) {
        order.status = switch (type) {
            case ACCEPTED -> OrderStatus.ACCEPTED;
            case CANCELLED -> OrderStatus.CANCELLED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case REJECTED -> OrderStatus.REJECTED;
            default -> order.status;
        };
        final boolean amended = type == ExecutionType.AMENDED;
        answer(order, type, code, null, null, BigDecimal.ZERO, "", LiquidityRole.NONE, amended ? order.price : null,
            amended ? order.quantity : null, timeNs, "");
    }

    @Override
    public void fills(PlainOrder order, BigDecimal price, BigDecimal quantity, LiquidityRole role, String rule,
        long timeNs) {
        order.status = order.over ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        final PlainInstrument instrument = matchings.get(order.instrumentId).instrument();
        final boolean inBase = terms.feesInReceived() && order.buy && instrument.spot();
        answer(order, ExecutionType.FILL, RejectCode.NONE, price, quantity,
            terms.fee(instrument, price, quantity, role, inBase), inBase ? instrument.base() : "", role, null, null,
            timeNs, rule);
    }

    private void answer(PlainOrder order, ExecutionType type, RejectCode code, BigDecimal lastPrice,
        BigDecimal lastQuantity, BigDecimal fee, String feeAsset, LiquidityRole role, BigDecimal price,
        BigDecimal quantity, long timeNs, String rule) {
        order.lastResponseNs = Math.max(order.lastResponseNs, timeNs + terms.responseNs());
        say(new Expected(order.id, type, order.status, code, order.venueOrderId, lastPrice, lastQuantity,
            order.filled, order.left(), fee, feeAsset, role, price, quantity, timeNs, order.lastResponseNs, rule));
    }

    private void say(Expected answer) {
        answers.computeIfAbsent(answer.orderId(), unused -> new ArrayDeque<>()).add(answer);
    }
}
