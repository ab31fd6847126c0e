package io.escapement.engine.venue.binance;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.OrderImage;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;

import java.util.function.Consumer;

/** Orders and trades as Binance's REST interfaces tell them; spot and futures differ in few names. */
final class BinanceOrderReading {

    /** The most that one page of trades has. */
    static final int FILLS_PER_PAGE = 1_000;

    private final JsonMessage json = new JsonMessage();
    private int rows;
    private long lastTrade;
    private long total;

    void openOrders(RestReply reply, Instrument instrument, OrderImage image, Consumer<OrderImage> orders) {
        BinanceCalls.array(json, reply).eachRow(() -> {
            readOrder(instrument, image.clear());
            orders.accept(image);
        });
    }

    void order(RestReply reply, Instrument instrument, OrderImage image) {
        BinanceCalls.object(json, reply);
        readOrder(instrument, image);
    }

    private void readOrder(Instrument instrument, OrderImage image) {
        image.instrument = instrument;
        name(json, "clientOrderId", image);
        image.venueOrderId = json.integer("orderId");
        image.side = side(json, "side");
        image.price = json.decimal("price", instrument.priceExponent());
        image.quantity = json.amount("origQty", instrument.quantityExponent());
        image.cumulative = json.amount("executedQty", instrument.quantityExponent());
        image.status = status(json, "status");
        image.code = json.is("status", "EXPIRED_IN_MATCH") ? RejectCode.SELF_TRADE : RejectCode.NONE;
        image.venueTimeNs = json.timeNsOr("updateTime", json.timeNsOr("time", 0));
    }

    /** Takes the name that an order was given by whoever sent it. */
    static void name(JsonMessage json, String key, OrderImage image) {
        final int from = json.begin(key);
        final int to = json.end(key);
        image.clientOrderId = ClientOrderText.parse(json.text(), from, to);
        image.clientText.set(json.text(), from, to);
    }

    /** What the reply to a new order tells. */
    void placed(RestReply reply, Report report) {
        report.venueOrderId = BinanceCalls.object(json, reply).integer("orderId");
    }

    /** Looks through a page of trades. @return what the trades of the page come to, mantissa */
    long lookThrough(RestReply reply, Instrument instrument) {
        rows = 0;
        lastTrade = 0;
        total = 0;
        BinanceCalls.array(json, reply).eachRow(() -> {
            rows++;
            lastTrade = Math.max(lastTrade, json.integer("id"));
            total += json.positive("qty", instrument.quantityExponent());
        });
        return total;
    }

    /** Whether there may be more trades behind the page that was looked through. */
    boolean isFull() {
        return rows >= FILLS_PER_PAGE;
    }

    /** Number of the last trade of the page that was looked through. */
    long lastTrade() {
        return lastTrade;
    }

    /**
     * An order's fills among a page's trades.
     *
     * @param orderId the order's number
     * @param maker   the name of the flag: {@code isMaker} of spot, {@code maker} of futures
     */
    void fills(RestReply reply, Instrument instrument, long orderId, String maker, Report report,
               Consumer<Report> fills) {
        BinanceCalls.array(json, reply).eachRow(() -> {
            if (json.integer("orderId") != orderId) {
                return;
            }
            report.clear();
            report.executionId = json.integer("id");
            report.lastPrice = json.positive("price", instrument.priceExponent());
            report.lastQuantity = json.positive("qty", instrument.quantityExponent());
            report.fee = json.money("commission");
            report.feeAsset.set(json.text(), json.begin("commissionAsset"), json.end("commissionAsset"));
            report.role = json.flag(maker) ? LiquidityRole.MAKER : LiquidityRole.TAKER;
            report.venueTimeNs = json.timeNs("time");
            fills.accept(report);
        });
    }

    static Side side(JsonMessage json, String key) {
        if (json.is(key, "BUY")) {
            return Side.BUY;
        }
        if (json.is(key, "SELL")) {
            return Side.SELL;
        }
        throw new ReplyException("the field " + key + " is " + json.words(key) + "; expected BUY or SELL");
    }

    static OrderStatus status(JsonMessage json, String key) {
        if (json.is(key, "NEW") || json.is(key, "PENDING_NEW")) {
            return OrderStatus.ACCEPTED;
        }
        if (json.is(key, "PARTIALLY_FILLED")) {
            return OrderStatus.PARTIALLY_FILLED;
        }
        if (json.is(key, "FILLED")) {
            return OrderStatus.FILLED;
        }
        if (json.is(key, "CANCELED") || json.is(key, "EXPIRED_IN_MATCH")) {
            return OrderStatus.CANCELLED;
        }
        if (json.is(key, "EXPIRED")) {
            return OrderStatus.EXPIRED;
        }
        if (json.is(key, "REJECTED")) {
            return OrderStatus.REJECTED;
        }
        if (json.is(key, "PENDING_CANCEL")) {
            return OrderStatus.CANCEL_PENDING;
        }
        throw new ReplyException("the field " + key + " is " + json.words(key) + "; expected an order's status");
    }
}
