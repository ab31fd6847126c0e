package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs and sends requests as the venues' own sheets say, with nothing but the JDK: judges the server. */
final class PlainTrader {
    static final String KEY = "loopback-hmac";
    static final String SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    static final String EDWARDS_KEY = "loopback-ed25519";
    static final KeyPair EDWARDS = edwards();

    private final LoopbackVenue venue;
    private final String keyHeader;
    private final HttpClient http = HttpClient.newHttpClient();
    private Duration patience = Duration.ofSeconds(5);

    PlainTrader(final LoopbackVenue venue, final String keyHeader) {
        this.venue = venue;
        this.keyHeader = keyHeader;
    }

    /** Waits so long for an answer. */
    PlainTrader patient(final Duration forAnswers) {
        patience = forAnswers;
        return this;
    }

    static Trading trading() {
        return Trading.with(ApiKey.hmac(KEY, SECRET), ApiKey.ed25519(EDWARDS_KEY, EDWARDS.getPublic()));
    }

    private static KeyPair edwards() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (final GeneralSecurityException ex) {
            throw new AssertionError(ex);
        }
    }

    static String hmac(final String secret, final String payload) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException ex) {
            throw new AssertionError(ex);
        }
    }

    static String edwards(final String payload) {
        return edwards(EDWARDS.getPrivate(), payload);
    }

    static String edwards(final PrivateKey key, final String payload) {
        try {
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(payload.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (final GeneralSecurityException ex) {
            throw new AssertionError(ex);
        }
    }

    static String encode(final String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A signed request with everything in the address. @param params such as {@code symbol=BTCUSDT&side=BUY} */
    HttpResponse<String> signed(final String method, final String path, final String params) throws Exception {
        final String query = (params.isEmpty() ? "" : params + '&') + "timestamp=" + System.currentTimeMillis();
        return send(method, path + '?' + query + "&signature=" + hmac(SECRET, query), KEY, null);
    }

    JsonNode ok(final String method, final String path, final String params) throws Exception {
        final HttpResponse<String> response = signed(method, path, params);
        if (response.statusCode() != 200) {
            throw new AssertionError(method + ' ' + path + ' ' + params + " -> " + response.statusCode() + ' '
                + response.body());
        }
        return ClientBook.json(response.body());
    }

    /** Status and the venue's own code of a refusal, such as {@code 400 -2010}. */
    String refusal(final String method, final String path, final String params) throws Exception {
        return refusal(signed(method, path, params));
    }

    static String refusal(final HttpResponse<String> response) {
        return response.statusCode() + " " + ClientBook.json(response.body()).path("code").asInt();
    }

    HttpResponse<String> send(final String method, final String pathAndQuery, final String key, final String body)
        throws Exception {
        final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(venue.restUrl() + pathAndQuery))
            .timeout(patience).method(method, body == null ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header(keyHeader, key);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(final HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** A request of a WebSocket API, signed over its sorted values where the key is not null. */
    static String ask(final String id, final String method, final String key, final Map<String, String> values) {
        final TreeMap<String, String> all = new TreeMap<>(values);
        if (key != null) {
            all.put("apiKey", key);
        }
        all.putIfAbsent("timestamp", Long.toString(System.currentTimeMillis()));
        if (key != null) {
            final String payload = all.entrySet().stream().map(entry -> entry.getKey() + '=' + entry.getValue())
                .collect(Collectors.joining("&"));
            all.put("signature", key.equals(EDWARDS_KEY) ? edwards(payload) : hmac(SECRET, payload));
        }
        return "{\"id\":\"" + id + "\",\"method\":\"" + method + "\",\"params\":{" + all.entrySet().stream()
            .map(entry -> '"' + entry.getKey() + "\":" + (entry.getKey().equals("timestamp") ? entry.getValue()
                : '"' + entry.getValue() + '"')).collect(Collectors.joining(",")) + "}}";
    }
}
