package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

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

    /** What others trade fills an order a hundred and eighty times, while the stream that would tell of it breaks. */
    @ParameterizedTest
    @EnumSource(names = {"MEXC", "BYBIT_SPOT", "BYBIT_LINEAR"})
    void fillsOfMoreThanAPageAreEachToldOnce(GatewayCase of) throws Exception {
        final int fills = 180;
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(0);
            final long price = bench.best(true) - 100_000;
            final String id = ClientOrderText.of(rig.limit(Side.BUY, price, fills * 100_000L, TimeInForce.GTC));
            rig.await("update " + id + " (SENT|UNKNOWN)->ACCEPTED");
            final int mark = rig.mark();
            bench.venue().inject(FaultKind.PRIVATE_DISCONNECT, 1);
            for (int i = 0; i < 3; i++) {
                // MEXC's pages go by the millisecond: no millisecond may hold more than a page.
                bench.venue().trade("BTCUSDT", Side.SELL, BigDecimal.valueOf(price - 100, 2).toPlainString(), "0.001",
                    fills / 3);
                TimeUnit.MILLISECONDS.sleep(3);
            }
            rig.await(mark, "^RECONCILED");
            rig.await("update " + id + " .*->FILLED " + fills * 100_000L);
            assertEquals(fills, rig.lines().stream().filter(line -> line.startsWith("FILL " + id)).count());
            assertEquals(List.of(), rig.complaints(), () -> String.join("\n", rig.lines()));
        }
    }
}
