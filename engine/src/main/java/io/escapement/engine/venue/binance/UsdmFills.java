package io.escapement.engine.venue.binance;

import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.GatewayOrder;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.Report;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An order's fills as Binance USD-M tells them. Asked for by the order's number the venue tells the last thousand of
 * the last seven days. Where that is not all, the account's trades are read from when the order was sent on: first by
 * time, in the longest stretches that the venue takes, and by the trades' numbers once a page is full; of these the
 * order's are picked out.
 */
final class UsdmFills {
    static final String PATH = "/fapi/v1/userTrades";
    private static final long NS_PER_MS = 1_000_000L;
    private static final long STRETCH_MS = TimeUnit.DAYS.toMillis(7) - 1;
    /** An order as old as this may have fills that the venue does not tell by its number. */
    private static final long OLD_NS = TimeUnit.DAYS.toNanos(6);
    /** Our clock and the venue's differ. */
    private static final long EARLIER_MS = 5_000;

    private final BinanceOrderReading reading = new BinanceOrderReading();
    private String next = "";

    /** The parameters of a further page: {@code t} and milliseconds, or {@code f} and a trade's number. */
    Query page(String page, Query query) {
        final long from = Long.parseLong(page.substring(1));
        return page.charAt(0) == 'f' ? query.add("fromId", from)
            : query.add("startTime", from).add("endTime", from + STRETCH_MS);
    }

    /** The page behind the one just read; empty: there is none. */
    String next() {
        return next;
    }

    void read(RestReply reply, GatewayOrder order, Report report, Consumer<Report> fills) {
        next = "";
        final String url = reply.url();
        final long told = reading.lookThrough(reply, order.instrument);
        if (url.contains("orderId=")) {
            final boolean old = reply.receiveTimeNs() - order.sentTimeNs() > OLD_NS;
            if (reading.isFull() || old && told < order.filledAtVenue()) {
                next = "t" + (order.sentTimeNs() / NS_PER_MS - EARLIER_MS);
                return;
            }
        } else if (reading.isFull()) {
            next = "f" + (reading.lastTrade() + 1);
        } else if (url.contains("startTime=")) {
            final long endMs = Long.parseLong(url.replaceAll(".*endTime=(\\d+).*", "$1"));
            next = endMs * NS_PER_MS < reply.receiveTimeNs() ? "t" + (endMs + 1) : "";
        }
        reading.fills(reply, order.instrument, order.venueOrderId, "maker", report, fills);
    }
}
