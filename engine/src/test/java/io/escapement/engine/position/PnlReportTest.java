package io.escapement.engine.position;

import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PositionUpdateEncoder;
import io.escapement.engine.pipeline.StageHarness;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.escapement.engine.pipeline.TestEvents.MONEY;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

class PnlReportTest {
    private final PnlReport report = new PnlReport();
    private final StageHarness harness = new StageHarness();

    PnlReportTest() {
        harness.send(define(1, "BTCUSDT"));
        report.onRecord(harness.slot());
    }

    private void update(int strategy, long quantity, long realised, long unrealised, long fees) {
        harness.upstream(slot -> {
            final PositionUpdateEncoder encoder = new PositionUpdateEncoder();
            encoder.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(128), new MessageHeaderEncoder())
                .quantity(quantity).averagePrice(1).realised(realised).fees(fees).unrealised(unrealised).markPrice(1)
                .instrumentId(1).strategyId(strategy)
                .realisedFifo(realised).funding(0).amountsCount(0);
            slot.commitEffect(8 + encoder.encodedLength());
        }).send(timer(1));
        report.onRecord(harness.slot());
    }

    @Test
    void withoutFillsItSaysSo() {
        assertEquals("no fills", report.status());
        assertEquals(List.of("No order was filled: nothing earned, nothing lost."), report.summary());
    }

    @Test
    void aLossByFeesIsCalledALoss() {
        update(1, 1_000_000, 3 * MONEY, 2 * MONEY, 7 * MONEY + MONEY / 2);
        assertEquals("gross +5.00 fees 7.50 net -2.50 USDT", report.status());
        assertEquals(List.of("BTCUSDT strategy 1: position 0.01, realised +3.00, unrealised +2.00, gross +5.00, fees"
            + " 7.50, net -2.50 USDT", "gross +5.00, fees 7.50, net -2.50 USDT: it LOST 2.50 USDT after fees; before"
            + " fees it was ahead, the fees ate it."), report.summary());
    }

    @Test
    void aLossBeforeFeesIsCalledThatToo() {
        update(1, 0, -MONEY, 0, 1);
        assertEquals("gross -1.00, fees 0.00000001, net -1.00 USDT: it LOST 1.00 USDT after fees; it was not ahead"
            + " before fees either.", report.summary().get(1));
    }

    @Test
    void aGainIsCalledAGainAndTheLastUpdateOfEachPositionCounts() {
        update(1, 0, MONEY, 0, 0);
        update(2, 0, 2 * MONEY, Long.MIN_VALUE, 0);
        update(1, 0, 3 * MONEY, 0, MONEY);
        assertEquals("gross +5.00, fees 1.00, net +4.00 USDT: it made 4.00 USDT after fees.", report.summary().get(4));
        update(1, 0, -2 * MONEY, 0, 0);
        assertEquals("gross 0, fees 0, net 0 USDT: it broke even after fees.", report.summary().get(4));
    }
}
