package io.escapement.engine.venue.orders;

import com.sun.management.ThreadMXBean;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** Every vector of the venues' sheets, and those of RFC 8032. */
class SignatureVectorsTest {
    private static final String BINANCE_SECRET = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
    private static final String MEXC_SECRET = "45d0b3c26f2644f19bfb98b07741b2f5";

    private static String hmac(String secret, String payload) {
        return new HmacSha256(secret.getBytes(StandardCharsets.UTF_8)).sign(payload);
    }

    @Test
    void binanceQueryIsSignedAsItsDocumentsSay() {
        final String payload = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1"
            + "&recvWindow=5000&timestamp=1499827319559";
        final String expected = "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";
        assertEquals(expected, hmac(BINANCE_SECRET, payload));
        final Query query = new Query(true).add("symbol", "LTCBTC").add("side", "BUY").add("type", "LIMIT")
            .add("timeInForce", "GTC").addDecimal("quantity", 1, 0).addDecimal("price", 1, -1)
            .add("recvWindow", 5000).add("timestamp", 1499827319559L)
            .sign(new HmacSha256(BINANCE_SECRET.getBytes(StandardCharsets.UTF_8)));
        assertEquals(payload + "&signature=" + expected, query.toString());
    }

    @Test
    void mexcQueryAndItsMixedFormAreSignedAsItsDocumentsSay() {
        assertEquals("fd3e4e8543c5188531eb7279d68ae7d26a573d0fc5ab0d18eb692451654d837a", hmac(MEXC_SECRET,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=11&recvWindow=5000&timestamp=1644489390087"));
        assertEquals("d1a676610ceb39174c8039b3f548357994b2a34139a8addd33baadba65684592", hmac(MEXC_SECRET,
            "symbol=BTCUSDT&side=BUY&type=LIMITquantity=1&price=11&recvWindow=5000&timestamp=1644489390087"));
    }

    @Test
    void bybitQueryAndLogonAreSignedAsTheSheetSays() {
        assertEquals("d54ef4b8574c386efbbd899379e8a18667712f78f21f2efa7dbf7743094f483c",
            hmac("testsecret", "1658384314791XXXXXXXXXX5000category=option&symbol=BTC-29JUL22-25000-C"));
        assertEquals("b38c4f23eca76c513b6542823c0882c502bdea24e31f6d6af028af804c5c850a",
            hmac("testsecret", "GET/realtime1662350400000"));
    }

    @Property(tries = 300)
    void hmacIsThatOfTheJdk(@ForAll byte[] secret, @ForAll byte[] payload) throws GeneralSecurityException {
        final byte[] key = secret.length == 0 ? new byte[] {1} : secret;
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        final byte[] out = new byte[Signer.MAX_LENGTH];
        final int length = new HmacSha256(key).sign(payload, 0, payload.length, out, 0);
        assertEquals(HexFormat.of().formatHex(mac.doFinal(payload)), new String(out, 0, length,
            StandardCharsets.US_ASCII));
    }

    @Test
    void signingByHmacAllocatesNothing() {
        final HmacSha256 signer = new HmacSha256("testsecret".getBytes(StandardCharsets.UTF_8));
        final byte[] payload = new byte[300];
        final byte[] out = new byte[Signer.MAX_LENGTH];
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = Long.MAX_VALUE;
        for (int pass = 0; pass < 30 && allocated > 0; pass++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 2_000; i++) {
                signer.sign(payload, 0, payload.length, out, 0);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertEquals(0, allocated, "bytes allocated in the best of 30 passes");
    }

    private static Ed25519 ed25519(String seedHex) {
        final byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + seedHex);
        return Ed25519.of("-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
            + "\n-----END PRIVATE KEY-----\n");
    }

    @Test
    void ed25519SignsAsRfc8032Says() {
        final byte[] out = new byte[Signer.MAX_LENGTH];
        final Ed25519 first = ed25519("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        final String empty = new String(out, 0, first.sign(new byte[0], 0, 0, out, 0), StandardCharsets.US_ASCII);
        assertEquals("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
            HexFormat.of().formatHex(Base64.getDecoder().decode(empty)));
        final Ed25519 second = ed25519("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
        final int length = second.sign(new byte[] {9, 0x72, 9}, 1, 1, out, 0);
        assertEquals("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
            HexFormat.of().formatHex(Base64.getDecoder().decode(new String(out, 0, length,
                StandardCharsets.US_ASCII))));
    }

    @Test
    void ed25519SignatureIsPercentEncodedInAQuery() {
        final String text = new Query(true).add("timestamp", 1L).sign(ed25519(
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")).toString();
        assertEquals(text, text.replaceAll("[^A-Za-z0-9=&%_.~-]", ""));
    }

    @Test
    void keysThatAreNoneAreRefusedWithoutAWordOfThem() {
        for (final String bad : new String[] {
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0\n-----END PRIVATE KEY-----",
            "-----BEGIN PRIVATE KEY-----\nc2VjcmV0c2VjcmV0", "-----BEGIN PRIVATE KEY-----\n%%%c2VjcmV0%\n"
            + "-----END PRIVATE KEY-----"}) {
            final IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Ed25519.of(bad));
            assertEquals(-1, refused.getMessage().indexOf("c2Vj"), refused.getMessage());
            assertEquals(null, refused.getCause());
        }
    }
}
