package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.net.RestCall;

import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A venue's server with a book that moves, orders that somebody else has put there, and then a gateway. */
public final class GatewayBench implements AutoCloseable {
    private static final String KEY = "a-key-of-loopback";
    private static final String SECRET = "a-secret-for-loopback-alone";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final GatewayCase of;
    private final LoopbackVenue venue;
    private final WebSocket market;
    private final AccountConfig config;
    private GatewayRig rig;

    GatewayBench(GatewayCase of, Trading trading, String... faults) throws IOException {
        this.of = of;
        this.venue = LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as(of.name)
            .withTrading(trading).withFaults(7, faults));
        this.market = watch(venue, of.venue, of.kind);
        this.config = AccountConfig.of(Secrets.of(KEY, SECRET), GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED,
            venue.webSocketUrl(), venue.restUrl()).withWaits(400, 20, 500).withWindow(1_000);
    }

    static Trading trading() {
        return Trading.with(ApiKey.hmac(KEY, SECRET));
    }

    /** Sees to it that there is a book: Bybit's server makes one for the first who wants to see it. */
    public static WebSocket watch(LoopbackVenue venue, Venue of, InstrumentKind kind) {
        WebSocket market = null;
        if (of == Venue.BYBIT) {
            market = HTTP.newWebSocketBuilder().buildAsync(URI.create(venue.webSocketUrl() + "/v5/public/"
                + (kind == InstrumentKind.SPOT ? "spot" : "linear")), new WebSocket.Listener() {
                }).join();
            market.sendText("{\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]}", true).join();
        }
        while (venue.truth("BTCUSDT").bids().isEmpty() || venue.truth("BTCUSDT").asks().isEmpty()) {
            Thread.onSpinWait();
        }
        return market;
    }

    LoopbackVenue venue() {
        return venue;
    }

    GatewayRig rig() {
        return rig;
    }

    /** @param deadManMs 0: no timer is wanted */
    GatewayRig start(long deadManMs) {
        rig = new GatewayRig("inline", of.protocol, config.withDeadMan(deadManMs), List.of(of.instrument()));
        rig.await("RECONCILED " + of.venue);
        return rig;
    }

    /** In price mantissas. */
    long best(boolean bid) {
        return mantissa(bid ? venue.truth("BTCUSDT").bids().firstKey() : venue.truth("BTCUSDT").asks().firstKey());
    }

    /** The price of the bid so many levels below the best. */
    long bid(int level) {
        return mantissa(venue.truth("BTCUSDT").bids().keySet().stream().skip(level).findFirst().orElseThrow());
    }

    private static long mantissa(BigDecimal price) {
        return price.movePointRight(2).longValueExact();
    }

    /** A limit order to buy of another engine on the same account, by signed REST. */
    void place(long clientOrderId, long price, long quantity) throws Exception {
        final GatewayOrder order = DeskProbe.order(of.instrument(), clientOrderId);
        order.side = Side.BUY;
        order.type = OrderType.LIMIT;
        order.timeInForce = TimeInForce.GTC;
        order.price = price;
        order.quantity = quantity;
        final RestCall call = of.protocol.apply(config).request(Operation.PLACE, order, System.currentTimeMillis())
            .call();
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(venue.restUrl() + call.path()))
            .method(call.method(), call.body() == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(call.body()));
        for (int i = 0; i < call.headers().size(); i += 2) {
            request.header(call.headers().get(i), call.headers().get(i + 1));
        }
        final HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, response.statusCode(), response::body);
    }

    @Override
    public void close() throws IOException {
        if (market != null) {
            market.abort();
        }
        if (rig != null) {
            rig.close();
        }
        venue.close();
    }
}
