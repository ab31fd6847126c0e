package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.TextIds;

import java.util.function.Consumer;

/**
 * Stops and take-profits of Binance USD-M: they wait at another service of the venue, under our own name for them and a
 * number of their own. When the price is there the service makes an order like others, which has a number of that kind;
 * from then on that order is what is asked for, cancelled and filled.
 */
final class UsdmStops {
    private static final String ORDER = "/fapi/v1/algoOrder";
    private static final String OPEN = "/fapi/v1/openAlgoOrders";

    private final BinanceCalls calls;
    private final JsonMessage json = new JsonMessage();

    UsdmStops(BinanceCalls calls) {
        this.calls = calls;
    }

    /** Whether the order waits at this service, as far as we know. */
    static boolean isWaiting(GatewayOrder order) {
        return order.isConditional() && order.venueOrderId == Report.NULL;
    }

    static boolean isOf(RestReply reply) {
        return reply.url().contains("lgoOrder");
    }

    // Requests

    Ask place(GatewayOrder order, long venueMs) {
        final boolean limit = order.type == OrderType.STOP_LIMIT || order.type == OrderType.TAKE_PROFIT_LIMIT;
        final boolean takesTime = limit ? order.timeInForce != TimeInForce.POST_ONLY
            : order.timeInForce != TimeInForce.POST_ONLY && order.timeInForce != TimeInForce.FOK;
        if (order.side != Side.BUY && order.side != Side.SELL || order.quantity <= 0 || order.triggerPrice <= 0
            || limit && order.price <= 0 || !takesTime) {
            throw new IllegalArgumentException("order " + order + " is " + order.side + " " + order.type + " "
                + order.timeInForce + "; expected BUY or SELL, a trigger, and GTC, IOC, FOK of a limit, or GTD");
        }
        final Instrument instrument = order.instrument;
        final Query query = calls.query().add("symbol", instrument.symbol()).add("algoType", "CONDITIONAL")
            .add("side", order.side.name()).add("type", type(order.type));
        if (limit) {
            // The expiry of what waits is the engine's.
            query.add("timeInForce", order.timeInForce == TimeInForce.GTD ? "GTC" : order.timeInForce.name());
        }
        query.addDecimal("quantity", order.quantity, instrument.quantityExponent());
        if (limit) {
            query.addDecimal("price", order.price, instrument.priceExponent());
        }
        query.addDecimal("triggerPrice", order.triggerPrice, instrument.priceExponent())
            .add("workingType", "CONTRACT_PRICE");
        if (order.reduceOnly) {
            query.add("reduceOnly", "true");
        }
        return calls.signed("POST", ORDER, query.addOrder("clientAlgoId", order.clientOrderId), 0, 1, venueMs);
    }

    private static String type(OrderType type) {
        return switch (type) {
            case STOP -> "STOP_MARKET";
            case STOP_LIMIT -> "STOP";
            case TAKE_PROFIT -> "TAKE_PROFIT_MARKET";
            default -> "TAKE_PROFIT";
        };
    }

    Ask cancel(GatewayOrder order, long venueMs) {
        return calls.signed("DELETE", ORDER, calls.query().addOrder("clientAlgoId", order.clientOrderId), 1, 0,
            venueMs);
    }

    Ask cancelAll(Instrument instrument, long venueMs) {
        return calls.signed("DELETE", "/fapi/v1/algoOpenOrders", calls.query().add("symbol", instrument.symbol()), 1,
            0, venueMs);
    }

    Ask order(GatewayOrder order, long venueMs) {
        return calls.signed("GET", ORDER, calls.query().addOrder("clientAlgoId", order.clientOrderId), 1, 0, venueMs);
    }

    Ask open(Instrument instrument, long venueMs) {
        return calls.signed("GET", OPEN, calls.query().add("symbol", instrument.symbol()), 1, 0, venueMs);
    }

    // Replies

    void placed(RestReply reply, Report report) {
        BinanceCalls.object(json, reply);
        report.venueOrderText.set(json.text(), json.begin("algoId"), json.end("algoId"));
    }

    void readOpen(RestReply reply, Instrument instrument, OrderImage image, Consumer<OrderImage> orders) {
        BinanceCalls.array(json, reply).eachRow(() -> {
            read(instrument, image.clear());
            if (image.isOpen()) {
                orders.accept(image);
            }
        });
    }

    void readOrder(RestReply reply, Instrument instrument, OrderImage image) {
        BinanceCalls.object(json, reply);
        read(instrument, image);
    }

    private void read(Instrument instrument, OrderImage image) {
        image.instrument = instrument;
        BinanceOrderReading.name(json, "clientAlgoId", image);
        image.venueOrderText.set(json.text(), json.begin("algoId"), json.end("algoId"));
        image.venueOrderId = orderNumber(json, "actualOrderId");
        image.side = BinanceOrderReading.side(json, "side");
        image.price = json.decimal("price", instrument.priceExponent());
        image.quantity = json.amount("quantity", instrument.quantityExponent());
        image.venueTimeNs = json.timeNsOr("updateTime", 0);
        image.status = status(json, "algoStatus");
        image.code = image.status == OrderStatus.REJECTED ? RejectCode.OTHER : RejectCode.NONE;
        image.elsewhere = image.venueOrderId != Report.NULL;
    }

    /** The number of the order that came of it; of a text that is empty or 0 {@link Report#NULL}. */
    private static long orderNumber(JsonMessage json, String key) {
        if (!json.has(key) || json.isEmpty(key)) {
            return Report.NULL;
        }
        final long number = TextIds.number(json.text(), json.begin(key), json.end(key));
        if (number < 0) {
            throw new ReplyException("the field " + key + " is " + json.words(key) + "; expected an order's number");
        }
        return number == 0 ? Report.NULL : number;
    }

    /** Of what is triggered, as long as nothing is known of the order that came of it: open. */
    private static OrderStatus status(JsonMessage json, String key) {
        if (json.is(key, "NEW") || json.is(key, "TRIGGERING") || json.is(key, "TRIGGERED")
            || json.is(key, "FINISHED")) {
            return OrderStatus.ACCEPTED;
        }
        if (json.is(key, "CANCELED")) {
            return OrderStatus.CANCELLED;
        }
        if (json.is(key, "EXPIRED")) {
            return OrderStatus.EXPIRED;
        }
        if (json.is(key, "REJECTED")) {
            return OrderStatus.REJECTED;
        }
        throw new ReplyException("the field " + key + " is " + json.words(key) + "; expected a conditional order's"
            + " status");
    }

    // The account's stream

    /**
     * An {@code ALGO_UPDATE}, its {@code o} being entered. That it is triggered or finished may be told after what the
     * order that came of it has told itself.
     */
    static void update(JsonMessage json, Instrument instrument, Report report) {
        report.clientOrderId = ClientOrderText.parse(json.text(), json.begin("caid"), json.end("caid"));
        report.venueOrderText.set(json.text(), json.begin("aid"), json.end("aid"));
        report.venueOrderId = orderNumber(json, "ai");
        report.side = BinanceOrderReading.side(json, "S");
        report.quantity = json.amount("q", instrument.quantityExponent());
        report.cumulative = json.has("aq") && !json.isEmpty("aq") ? json.amount("aq", instrument.quantityExponent())
            : 0;
        report.leaves = Math.max(0, report.quantity - report.cumulative);
        report.status = status(json, "X");
        if (json.is("X", "NEW")) {
            report.type = ExecutionType.ACCEPTED;
        } else if (json.is("X", "TRIGGERED")) {
            report.type = ExecutionType.TRIGGERED;
        } else if (json.is("X", "FINISHED")) {
            report.overElsewhere = true;
        } else if (report.status != OrderStatus.ACCEPTED) {
            report.type = report.status == OrderStatus.CANCELLED ? ExecutionType.CANCELLED
                : report.status == OrderStatus.EXPIRED ? ExecutionType.EXPIRED : ExecutionType.REJECTED;
            report.code = report.type == ExecutionType.REJECTED ? RejectCode.OTHER : RejectCode.NONE;
            report.leaves = 0;
        }
        if (json.has("rm") && !json.isEmpty("rm")) {
            report.detail.set(json.words("rm"));
        }
    }
}
