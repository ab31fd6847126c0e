package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.Command;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.venue.loopback.FaultKind;
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** However fast orders are wanted, the venue is never asked more than it allows: what is beyond is refused here. */
class WithinLimitsTest {
    private static final long LOT = 1_000_000;

    @ParameterizedTest
    @EnumSource(names = {"MEXC", "BYBIT_SPOT", "BYBIT_LINEAR"})
    void venueNeverAnswersThatThereWereTooManyRequests(GatewayCase of) throws Exception {
        try (GatewayBench bench = new GatewayBench(of, GatewayBench.trading())) {
            final GatewayRig rig = bench.start(0);
            final List<Long> ids = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                if (i == 10 || i == 30) {
                    // The way back up asks for everything again.
                    bench.venue().inject(FaultKind.PRIVATE_DISCONNECT, 1);
                }
                ids.add(rig.limit(Side.BUY, bench.best(true) - 100_000 - i, LOT, TimeInForce.GTC));
                if (i % 3 == 2) {
                    rig.cancel(ids.get(i / 2));
                }
                TimeUnit.MILLISECONDS.sleep(25);
            }
            final int mark = rig.mark();
            rig.command(Command.KILL);
            rig.await(mark, "ALL_CANCELLED");
            assertEquals(0, bench.venue().refusedForLimits(), () -> String.join("\n", rig.lines()));
            assertTrue(rig.lines().stream().noneMatch(line -> line.startsWith("RATE_LIMITED")
                || line.startsWith("BANNED")), () -> String.join("\n", rig.lines()));
            assertTrue(rig.lines().stream().anyMatch(line -> line.startsWith("REJECTED ")
                && line.contains(" GATEWAY ") && line.contains(" RATE_LIMIT ")), "the limits were never near");
        }
    }
}
