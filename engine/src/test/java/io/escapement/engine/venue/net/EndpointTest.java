package io.escapement.engine.venue.net;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class EndpointTest {
    @Test
    void readsUrls() {
        assertEquals(new Endpoint("stream.example.com", 9443, true, "/ws"),
            Endpoint.parse("wss://stream.example.com:9443/ws"));
        assertEquals(new Endpoint("a", 80, false, "/"), Endpoint.parse("ws://a"));
        assertEquals(new Endpoint("a", 443, true, "/b?c=1"), Endpoint.parse("HTTPS://a/b?c=1"));
    }

    @Test
    void saysWhatIsWrongWithAUrl() {
        refuses("ftp://a", "'ftp://a' has the scheme 'ftp'; expected ws, wss, http or https");
        refuses("a.b.c", "'a.b.c' has no scheme; expected ws, wss, http or https");
        refuses("ws:///x", "'ws:///x' names no host; expected e.g. wss://stream.example.com:9443");
        refuses("ws://a:0", "'ws://a:0' has port 0; expected 1 to 65535");
        refuses("ws://a:70000", "'ws://a:70000' has port 70000; expected 1 to 65535");
        refuses("ws://key:secret@a/", "the URL for a must hold neither user nor fragment");
        refuses("ws://a b", "'ws://a b' is no URL: Illegal character in authority");
    }

    private static void refuses(String url, String why) {
        assertEquals(why, assertThrows(IllegalArgumentException.class, () -> Endpoint.parse(url)).getMessage());
    }
}
