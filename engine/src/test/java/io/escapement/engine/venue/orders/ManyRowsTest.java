package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.loopback.exchange.Fill;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reconciling where the venue has more to tell than one page of it holds: nothing is lost, nothing comes twice. */
class ManyRowsTest {
    private static final long OTHER_ENGINE = 9L << 48;
    private static final long LOT = 1_000_000;

    @ParameterizedTest
    @EnumSource(names = {"MEXC", "BYBIT_SPOT", "BYBIT_LINEAR"})
    void openOrdersOfMoreThanTwoPagesAreEachListedOnce(GatewayCase of) throws Exception {
        final int orders = 120;
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading().allowing(100_000))) {
            final long price = bench.best(true) - 100_000;
            for (long i = 1; i <= orders; i++) {
                bench.place(OTHER_ENGINE | i << 8, price - i, LOT);
            }
            final List<String> listed = bench.start(0).lines().stream().filter(line -> line.startsWith("venue order"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1)).sorted().toList();
            assertEquals(LongStream.rangeClosed(1, orders).mapToObj(i -> ClientOrderText.of(OTHER_ENGINE | i << 8))
                .sorted().toList(), listed);
        }
    }

    /** One order through a hundred and fifty levels of the book, while the stream that would tell of it breaks. */
    @ParameterizedTest
    @EnumSource(names = {"BYBIT_SPOT", "BYBIT_LINEAR"})
    void fillsOfMoreThanAPageAreEachToldOnce(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading().having("BTC", "100000")
            .having("USDT", "10000000000"))) {
            final GatewayRig rig = bench.start(0);
            bench.venue().inject(FaultKind.PRIVATE_DISCONNECT, 1);
            final long id = rig.limit(Side.SELL, bench.bid(150), 5_000 * 100 * LOT, TimeInForce.IOC);
            rig.await("update " + ClientOrderText.of(id) + " .*->(FILLED|CANCELLED|EXPIRED)");
            final List<Fill> truth = bench.venue().account().fills();
            assertTrue(truth.size() > 100, "a page holds " + truth.size());
            assertEquals(truth.stream().map(fill -> fill.quantity().movePointRight(8).longValueExact() + "@"
                + fill.price().movePointRight(2).longValueExact()).toList(), rig.lines().stream()
                .filter(line -> line.startsWith("FILL ")).map(line -> line.split(" ")[5]).toList(),
                () -> String.join("\n", rig.lines()));
            assertEquals(truth.stream().mapToLong(fill -> fill.quantity().movePointRight(8).longValueExact()).sum(),
                rig.lines().stream().filter(line -> line.startsWith("update " + ClientOrderText.of(id)))
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1))).max().orElse(0));
        }
    }
}
