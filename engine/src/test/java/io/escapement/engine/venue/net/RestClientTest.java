package io.escapement.engine.venue.net;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RestClientTest {
    private TestServer server;
    private Transport transport;
    private RestClient client;

    @BeforeEach
    void start() {
        server = new TestServer();
        transport = Transport.open(TransportKind.AUTO, Thread::new);
        client = client(server.restUrl() + "/base/", new RestSettings(1_000, 1_000, 10_000, 1));
    }

    @AfterEach
    void stop() {
        transport.close();
        server.close();
    }

    @Test
    void handsOverStatusHeadersAndBody() throws Exception {
        server.http = request -> {
            final var response = TestServer.response(200, "{\"a\":1}");
            response.headers().set("X-MBX-USED-WEIGHT-1M", "250");
            return response;
        };
        final CompletableFuture<String> outcome = new CompletableFuture<>();
        client.get("/x?y=1", new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                outcome.complete(reply.status() + " " + reply.number("x-mbx-used-weight-1m", -1) + " "
                    + reply.number("absent", -1) + " " + reply.body().getStringWithoutLengthUtf8(0,
                    reply.body().capacity()) + " " + reply.receiveTimeNs());
            }

            @Override
            public void onFailure(String detail) {
                outcome.complete(detail);
            }
        });
        assertEquals("200 250 -1 {\"a\":1} 77", outcome.get(30, TimeUnit.SECONDS));
        assertEquals(List.of("/base/x?y=1"), List.copyOf(server.requests));
    }

    @Test
    void keepsItsConnectionAndQueuesBehindIt() throws Exception {
        server.http = request -> TestServer.response(200, request.uri());
        final var first = ask("/1");
        final var second = ask("/2");
        assertTrue(first.get(30, TimeUnit.SECONDS).endsWith("/base/1"));
        assertTrue(second.get(30, TimeUnit.SECONDS).endsWith("/base/2"));
        assertTrue(ask("/3").get(30, TimeUnit.SECONDS).endsWith("/base/3"));
        assertEquals(1, server.tcpConnections);
    }

    @Test
    void connectsAnewWhereTheServerDoesNotKeepTheConnection() throws Exception {
        server.http = request -> {
            final var response = TestServer.response(200, request.uri());
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            return response;
        };
        assertTrue(ask("/1").get(30, TimeUnit.SECONDS).endsWith("/base/1"));
        assertTrue(ask("/2").get(30, TimeUnit.SECONDS).endsWith("/base/2"));
        assertEquals(2, server.tcpConnections);
    }

    @Test
    void describesARefusal() throws Exception {
        server.http = request -> {
            final var response = TestServer.response(418, "{\"code\":-1003}");
            response.headers().set(HttpHeaderNames.RETRY_AFTER, 120);
            return response;
        };
        assertEquals("GET localhost:" + server.port() + "/base/x: 418 Client Error (418), retry after 120 s, "
            + "{\"code\":-1003}", ask("/x").get(30, TimeUnit.SECONDS));
    }

    @Test
    void namesARequestThatIsNotAnsweredInTime() throws Exception {
        server.http = request -> null;
        assertEquals("GET localhost:" + server.port() + "/base/x: no whole reply within 1000 ms",
            ask("/x").get(30, TimeUnit.SECONDS));
    }

    @Test
    void refusesABodyBeyondTheLimitWhetherAnnouncedOrNot() throws Exception {
        server.http = request -> TestServer.response(200, "x".repeat(10_001));
        assertEquals("GET localhost:" + server.port() + "/base/x: the reply's body of 10001 bytes is longer than the "
            + "limit of 10000", ask("/x").get(30, TimeUnit.SECONDS));
        server.http = request -> {
            final var response = TestServer.response(200, "x".repeat(10_001));
            response.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
            response.headers().set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
            return response;
        };
        assertEquals("GET localhost:" + server.port() + "/base/x: the reply's body is longer than the limit of 10000 "
            + "bytes", ask("/x").get(30, TimeUnit.SECONDS));
    }

    @Test
    void namesACutConnection() throws Exception {
        server.http = request -> {
            final var response = TestServer.response(200, "half");
            response.headers().set(HttpHeaderNames.CONTENT_LENGTH, 1_000);
            server.closeSoon = true;
            return response;
        };
        assertEquals("GET localhost:" + server.port() + "/base/x: the connection was cut within the reply",
            ask("/x").get(30, TimeUnit.SECONDS));
    }

    @Test
    void namesAnAnswerThatIsNoHttp() throws Exception {
        server.rawReply = Unpooled.copiedBuffer("SSH-2.0-x\r\n\r\n", StandardCharsets.US_ASCII);
        final String outcome = ask("/x").get(30, TimeUnit.SECONDS);
        assertTrue(outcome.startsWith("GET localhost:" + server.port() + "/base/x: the reply is no HTTP"), outcome);
    }

    @Test
    void namesAHostThatIsNotKnown() throws Exception {
        client = client("http://no.such.host.invalid", new RestSettings(1_000, 1_000, 10_000, 1));
        final String outcome = ask("/x").get(30, TimeUnit.SECONDS);
        assertTrue(outcome.startsWith("GET no.such.host.invalid:80/x: no connection to no.such.host.invalid:80"),
            outcome);
    }

    private RestClient client(String url, RestSettings settings) {
        return new RestClient(transport, null, Endpoint.parse(url), settings, () -> 77);
    }

    private CompletableFuture<String> ask(String path) {
        final CompletableFuture<String> outcome = new CompletableFuture<>();
        client.get(path, new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                outcome.complete(reply.describe());
            }

            @Override
            public void onFailure(String detail) {
                outcome.complete(detail);
            }
        });
        return outcome;
    }
}
