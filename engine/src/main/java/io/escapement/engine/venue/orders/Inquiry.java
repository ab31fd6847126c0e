package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.engine.venue.net.RestReply;

/**
 * Asks a venue what became of orders until the answer is conclusive. That the venue does not know an order counts only
 * once any request for it that is still on its way would be refused as too old. The transport's thread.
 */
final class Inquiry {
    private static final long NS_PER_MS = 1_000_000L;
    private static final long FIRST_WAIT_NS = 200 * NS_PER_MS;
    private static final int MOST_DOUBLINGS = 5;
    private static final int LEAST_NOT_FOUND = 3;
    /** Fills of the stream get so long before they are asked for. */
    private static final long FILL_PATIENCE_NS = 500 * NS_PER_MS;
    private static final int MOST_FILL_QUESTIONS = 8;
    /** Of one order's fills: a venue that never comes to an end is not asked for ever. */
    private static final int MOST_PAGES = 500;

    private final AccountProtocol protocol;
    private final AccountConfig config;
    private final AccountEvents events;
    private final RestDesk rest;
    private final GatewaySide side;
    private final OrderImage image = new OrderImage();
    private final Report report = new Report();
    private final Report fill = new Report();

    Inquiry(AccountProtocol protocol, AccountConfig config, AccountEvents events, RestDesk rest,
            GatewaySide side) {
        this.protocol = protocol;
        this.config = config;
        this.events = events;
        this.rest = rest;
        this.side = side;
    }

    /** To be asked for at this time, or before if it was to be already. */
    void askAt(GatewayOrder order, long nanos) {
        order.askNanos = Math.min(order.askNanos, nanos);
    }

    /** Whether anything about the order is still to be asked. */
    static boolean isOpenQuestion(GatewayOrder order) {
        return order.askNanos != GatewayOrder.NEVER || order.asking || order.askingFills
            || order.missingNanos != GatewayOrder.NEVER && order.askedFills < MOST_FILL_QUESTIONS;
    }

    void ask(GatewayOrder order) {
        final long id = order.clientOrderId;
        final int attempt = order.asked;
        order.asking = true;
        order.askNanos = GatewayOrder.NEVER;
        rest.ask(ms -> protocol.order(order, attempt, ms), new RestDesk.Replies() {
            @Override
            public void onReply(RestReply reply) {
                if (order.clientOrderId == id) {
                    order.asking = false;
                    order.asked++;
                    told(order, reply);
                }
            }

            @Override
            public void onFailure(String detail, boolean sent) {
                if (order.clientOrderId == id) {
                    order.asking = false;
                    again(order);
                }
            }
        });
    }

    private void again(GatewayOrder order) {
        order.askNanos = System.nanoTime() + (FIRST_WAIT_NS << Math.min(order.asked, MOST_DOUBLINGS));
    }

    private void told(GatewayOrder order, RestReply reply) {
        final Answer refusal = protocol.refusal(reply);
        try {
            if (refusal != null && refusal.refusal().fate() == Refusal.Fate.NOT_FOUND) {
                notFound(order);
            } else if (refusal != null) {
                again(order);
            } else if (protocol.readOrder(reply, order.instrument, image.clear())) {
                if (image.elsewhere) {
                    order.venueId(image.venueOrderId, image.venueOrderText);
                    order.seen = true;
                    order.notFound = 0;
                    askAt(order, System.nanoTime());
                } else {
                    found(order, image);
                }
            } else {
                notFound(order);
            }
        } catch (final ReplyException malformed) {
            events.status(GatewayCondition.MALFORMED_MESSAGE, AccountEvents.NULL, order.instrument.id(),
                reply.receiveTimeNs(), reply.method() + " " + reply.url() + ": " + malformed.getMessage());
            again(order);
        }
    }

    private void notFound(GatewayOrder order) {
        order.notFound++;
        final long deadNs = order.sentTimeNs + (config.recvWindowMs() + config.marginMs()) * NS_PER_MS;
        if (order.over) {
            return;
        }
        if (order.notFound < LEAST_NOT_FOUND || side.nowNs() < deadNs) {
            again(order);
            return;
        }
        order.over = true;
        order.placeInDoubt = false;
        order.cancelInDoubt = false;
        order.amendInDoubt = false;
        report.of(order);
        if (order.seen || order.knownCumulative > 0) {
            report.type = ExecutionType.CANCELLED;
            report.status = OrderStatus.CANCELLED;
            report.detail.set("the venue has forgotten an order that it had told of");
        } else {
            report.type = ExecutionType.NOT_FOUND;
            report.status = OrderStatus.REJECTED;
            report.code = RejectCode.NOT_SENT;
            report.detail.set("asked " + order.asked + " times, the venue knows no such order");
        }
        publish(ReportSource.QUERY);
    }

    /** The venue has told how the order stands. */
    void found(GatewayOrder order, OrderImage as) {
        order.venueId(as.venueOrderId, as.venueOrderText);
        order.filled(as.cumulative);
        order.seen = true;
        order.notFound = 0;
        order.askNanos = GatewayOrder.NEVER;
        if (as.status == OrderStatus.FILLED) {
            amendedToo(order, as);
        }
        if (as.isOpen()) {
            stillOpen(order, as);
        } else if (order.isMissingFills() && !order.over && order.askedFills < MOST_FILL_QUESTIONS) {
            // The fills first, then the end: so the question is asked again behind them.
            askFills(order);
            askAt(order, System.nanoTime() + FIRST_WAIT_NS);
            return;
        } else if (!order.over) {
            ended(order, as);
        }
        order.unlisted = false;
        missed(order);
    }

    /** Filled as another quantity than we know: an amendment without an answer had its effect before. */
    private void amendedToo(GatewayOrder order, OrderImage as) {
        if (!order.over && as.quantity > 0 && as.quantity != order.quantity) {
            order.amendPrice = as.price > 0 ? as.price : Report.NULL;
            order.amendQuantity = as.quantity;
            amended(order, ReportSource.QUERY);
        }
    }

    private void stillOpen(GatewayOrder order, OrderImage as) {
        if (order.over) {
            return;
        }
        if (order.status == OrderStatus.SENT || order.status == OrderStatus.UNKNOWN || order.placeInDoubt) {
            report.of(order);
            report.type = ExecutionType.ACCEPTED;
            report.status = OrderStatus.ACCEPTED;
            report.price = as.price;
            report.quantity = as.quantity;
            publish(ReportSource.QUERY);
        }
        order.placeInDoubt = false;
        order.placing = false;
        if (order.amendInDoubt) {
            if (isAmended(order, as.price, as.quantity)) {
                amended(order, ReportSource.QUERY);
            } else {
                lost(order, Operation.AMEND);
            }
        }
        if (order.cancelInDoubt || order.status == OrderStatus.CANCEL_PENDING && !order.cancelling) {
            lost(order, Operation.CANCEL);
        }
        order.amendInDoubt = false;
        order.cancelInDoubt = false;
    }

    /** The request had no effect: the order stands as it stood. */
    private void lost(GatewayOrder order, Operation operation) {
        report.of(order);
        report.type = operation.refusal();
        report.status = order.venueCumulative > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
        report.code = RejectCode.OTHER;
        report.detail.set("the request was lost: the order stands as before");
        publish(ReportSource.QUERY);
    }

    private void ended(GatewayOrder order, OrderImage as) {
        if (isAmended(order, as.price, as.quantity)) {
            // Filled or over with the quantity that it was to have: without this word the core waits for more.
            amended(order, ReportSource.QUERY);
        } else if (order.amending || order.amendInDoubt) {
            // Over without the amendment: the core, too, must not wait for the quantity that it would have had.
            lost(order, Operation.AMEND);
        }
        order.over = true;
        order.placing = false;
        order.placeInDoubt = false;
        order.amendInDoubt = false;
        order.cancelInDoubt = false;
        order.cancelling = false;
        order.amending = false;
        if (as.status == OrderStatus.FILLED) {
            return;
        }
        report.of(order);
        report.type = switch (as.status) {
            case EXPIRED -> ExecutionType.EXPIRED;
            case REJECTED -> ExecutionType.REJECTED;
            default -> ExecutionType.CANCELLED;
        };
        report.status = as.status;
        report.code = as.code;
        report.venueTimeNs = as.venueTimeNs;
        report.leaves = 0;
        publish(ReportSource.QUERY);
    }

    private void publish(ReportSource source) {
        report.source = source;
        report.receiveTimeNs = side.nowNs();
        events.report(report);
    }

    // Amendments

    /** Whether an amendment under way is what the venue now tells. */
    boolean isAmended(GatewayOrder order, long price, long quantity) {
        return (order.amending || order.amendInDoubt) && quantity == order.amendQuantity
            && (price == order.amendPrice || order.amendPrice == Report.NULL);
    }

    void settleAmend(GatewayOrder order) {
        order.price = order.amendPrice == Report.NULL ? order.price : order.amendPrice;
        order.quantity = order.amendQuantity;
        order.amendPrice = Report.NULL;
        order.amendQuantity = Report.NULL;
        order.amending = false;
        order.amendInDoubt = false;
    }

    /** The amendment has had its effect, as the venue has told. */
    void amended(GatewayOrder order, ReportSource source) {
        if (order.over || order.amendQuantity == Report.NULL) {
            return;
        }
        settleAmend(order);
        report.of(order);
        report.type = ExecutionType.AMENDED;
        report.status = order.venueCumulative > 0 ? OrderStatus.PARTIALLY_FILLED : OrderStatus.ACCEPTED;
        report.price = order.price;
        report.quantity = order.quantity;
        publish(source);
    }

    // Fills

    /** Notes whether the core has counted less than the venue says is filled. */
    void missed(GatewayOrder order) {
        if (!order.isMissingFills()) {
            order.missingNanos = GatewayOrder.NEVER;
        } else if (order.missingNanos == GatewayOrder.NEVER && order.askedFills < MOST_FILL_QUESTIONS) {
            order.missingNanos = System.nanoTime() + FILL_PATIENCE_NS;
        }
    }

    /** Asks for all fills of an order, page after page, and tells the core of those that it has not counted. */
    void askFills(GatewayOrder order) {
        order.missingNanos = GatewayOrder.NEVER;
        if (!order.isMissingFills() || order.askedFills >= MOST_FILL_QUESTIONS || order.askingFills) {
            return;
        }
        order.askedFills++;
        if (protocol.fills(order, side.venueMs()) == null) {
            askAt(order, System.nanoTime());
            return;
        }
        order.askingFills = true;
        askPage(order, order.clientOrderId, "", new FillPages());
    }

    /** One page after the other; what they tell is told once the last one is here, since the newest may come first. */
    private void askPage(GatewayOrder order, long id, String page, FillPages pages) {
        rest.ask(ms -> page.isEmpty() ? protocol.fills(order, ms) : protocol.fills(order, page, ms), reply -> {
            if (order.clientOrderId != id) {
                return;
            }
            protocol.readFills(reply, order, fill, pages::add);
            final String next = protocol.nextFills(order);
            if (!next.isEmpty() && pages.begin() < MOST_PAGES) {
                askPage(order, id, next, pages);
            } else {
                order.askingFills = false;
                order.beginFills();
                pages.tell(fill, each -> filled(order, each));
                missed(order);
            }
        }, detail -> {
            if (order.clientOrderId == id) {
                order.askingFills = false;
                missed(order);
            }
        });
    }

    private void filled(GatewayOrder order, Report each) {
        order.askedSum += each.lastQuantity;
        final long sum = order.askedSum;
        order.dealt = Math.max(order.dealt, sum);
        if (!order.isUntold(each.executionId)) {
            return;
        }
        each.clientOrderId = order.clientOrderId;
        each.instrumentId = order.instrument.id();
        each.side = order.side;
        each.type = ExecutionType.FILL;
        each.cumulative = sum;
        each.leaves = Math.max(0, order.quantity - sum);
        each.status = each.leaves == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        each.source = ReportSource.QUERY;
        each.receiveTimeNs = side.nowNs();
        each.venueOrderId = order.venueOrderId;
        each.venueOrderText.set(order.venueOrderText);
        events.report(each);
    }
}
