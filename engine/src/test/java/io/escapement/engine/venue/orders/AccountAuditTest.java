package io.escapement.engine.venue.orders;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarriedBalanceEncoder;
import io.escapement.codecs.sbe.CarriedPositionEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrderEvents;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.time.EngineClock;
import io.escapement.engine.venue.loopback.ApiKey;
import io.escapement.engine.venue.loopback.LoopbackVenue;
import io.escapement.engine.venue.loopback.Serve;
import io.escapement.engine.venue.loopback.Simulation;
import io.escapement.engine.venue.loopback.Trading;
import io.escapement.engine.venue.loopback.exchange.AccountTruth;
import io.escapement.engine.venue.net.Transport;
import io.escapement.engine.venue.net.TransportKind;
import io.escapement.engine.venue.trial.AccountLines;
import io.escapement.engine.venue.trial.GatewayCase;
import io.escapement.engine.venue.trial.GatewayRig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What an engine finds when it starts, asked of real servers: orders, fills, balances and positions that differ. */
@Timeout(120)
class AccountAuditTest {
    private static final String KEY = "a-key-of-loopback";
    private static final String SECRET = "a-secret-for-loopback-alone";
    private static final long LOT = 1_000_000;
    private static final long WAIT_MS = 60_000;
    /** Of an order that the venue never saw. */
    private static final long LOST = ClientOrderIds.of(GatewayRig.ENGINE, 1, 0);

    private static AccountConfig config(LoopbackVenue venue) {
        return AccountConfig.of(Secrets.of(KEY, SECRET), GatewayRig.ENGINE, Set.of(1), Provenance.SIMULATED,
            venue.webSocketUrl(), venue.restUrl()).withWaits(5_000, 20, 500).withWindow(1_000);
    }

    private static LoopbackVenue start(GatewayCase of, long aheadMs) throws IOException {
        return LoopbackVenue.start(Serve.simulation(Simulation.of(7, "BTCUSDT")).as(of.name)
            .withTrading(Trading.with(ApiKey.hmac(KEY, SECRET)).ahead(aheadMs)));
    }

    private static EventWriter definition(Instrument i) {
        return (buffer, offset, header) -> new InstrumentDefinitionEncoder().wrapAndApplyHeader(buffer, offset, header)
            .receiveTimeNs(0).tickSize(i.tickSize()).lotSize(i.lotSize()).minQuantity(i.minQuantity())
            .maxQuantity(i.maxQuantity()).minNotional(i.minNotional()).instrumentId(i.id()).venue(i.venue())
            .priceExponent((byte) i.priceExponent()).quantityExponent((byte) i.quantityExponent()).status(i.status())
            .kind(i.kind()).sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .crossed(CrossedRule.NEVER).contractSize(i.contractSize()).symbol(i.symbol()).baseAsset(i.baseAsset())
            .quoteAsset(i.quoteAsset()).canonical(i.canonical()).encodedLength();
    }

    private static EventWriter position(long quantity) {
        return (buffer, offset, header) -> {
            final CarriedPositionEncoder position = new CarriedPositionEncoder();
            position.wrapAndApplyHeader(buffer, offset, header).quantity(quantity).cost(0).realised(0).realisedFifo(0)
                .instrumentId(1).strategyId(1).stopPrice(CarriedPositionEncoder.stopPriceNullValue())
                .stopReached((short) 0);
            position.lotsCount(0);
            position.amountsCount(0);
            return position.encodedLength();
        };
    }

    private static EventWriter balance(GatewayCase of, String asset, long total) {
        return (buffer, offset, header) -> new CarriedBalanceEncoder().wrapAndApplyHeader(buffer, offset, header)
            .total(total).changes(0).venue(of.venue).asset(asset).encodedLength();
    }

    private static Consumer<Inlet> before(EventWriter... events) {
        return inlet -> {
            for (final EventWriter event : events) {
                final Slot slot = inlet.claim();
                slot.commitEvent(8 + event.write(slot.buffer(), slot.event(), new MessageHeaderEncoder()),
                    Provenance.ENGINE);
                inlet.publish(slot);
            }
        };
    }

    /** The lines of an audit. */
    private static List<String> audit(GatewayCase of, LoopbackVenue venue, Consumer<Inlet> before) throws IOException {
        final List<String> lines = new ArrayList<>();
        final Transport transport = Transport.open(TransportKind.NIO, work -> new Thread(work, "audit"));
        try (AccountAudit audit = new AccountAudit(of.protocol.apply(config(venue)), config(venue), transport,
            new EngineClock().asEpochNanoClock(), List.of(of.instrument()),
            List.of(new OrdersStage(new OrdersConfig(GatewayRig.ENGINE, 64, 1))), slot -> {
                lines.add(AccountLines.render(slot.buffer(), slot.event()));
                for (int m = slot.firstEffect(); m != Slot.NONE; m = slot.nextEffect(m)) {
                    lines.add(AccountLines.render(slot.buffer(), m));
                }
            })) {
            audit.run(before, WAIT_MS);
        }
        return lines;
    }

    private static void assertSays(String pattern, List<String> lines) {
        assertTrue(lines.stream().anyMatch(line -> line != null && line.matches(pattern)), pattern + " in " + lines);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINANCE", "USDM", "MEXC"})
    void eachKindOfDifferenceIsACorrectionAndNothingIsChanged(GatewayCase of) throws IOException {
        try (LoopbackVenue venue = start(of, 0)) {
            final long open;
            final long filled;
            try (GatewayRig rig = new GatewayRig("inline", of.protocol, config(venue), List.of(of.instrument()))) {
                rig.await("RECONCILED " + of.venue);
                while (venue.truth("BTCUSDT").bids().isEmpty()) {
                    Thread.onSpinWait();
                }
                final long bid = venue.truth("BTCUSDT").bids().firstKey().movePointRight(2).longValueExact();
                open = rig.limit(Side.BUY, bid - 100_000, 10 * LOT, TimeInForce.GTC);
                filled = rig.limit(Side.SELL, bid - 10_000, LOT, TimeInForce.GTC);
                rig.await("update " + ClientOrderText.of(open) + " SENT->ACCEPTED");
                rig.await("update " + ClientOrderText.of(filled) + " .*->FILLED");
            }
            final AccountTruth truth = venue.account();
            final List<String> lines = audit(of, venue, before(definition(of.instrument()), position(3 * LOT),
                balance(of, "BTC", 5), OrderEvents.carriedOrder(filled, Side.SELL, OrderStatus.UNKNOWN, LOT, 0),
                OrderEvents.carriedOrder(LOST, Side.SELL, OrderStatus.UNKNOWN, LOT, 0)));
            assertSays("CORRECTION UNKNOWN_ORDER " + open + " 0 " + 10 * LOT + " ", lines);
            assertSays("CORRECTION MISSED_FILL " + filled + " 0 " + LOT + " ", lines);
            assertSays("FILL " + ClientOrderText.of(filled) + " QUERY SELL .*", lines);
            assertSays("CORRECTION NEVER_ARRIVED " + LOST + " " + LOT + " 0 ", lines);
            if (of.kind == InstrumentKind.SPOT) {
                assertSays("CORRECTION BALANCE_DIFFERS -?\\d+ " + (5 - LOT) + " " + (100_00000000L - LOT) + " BTC",
                    lines);
            } else {
                assertSays("CORRECTION POSITION_DIFFERS -?\\d+ " + 2 * LOT + " " + -LOT + " ", lines);
            }
            assertEquals(truth.orders(), venue.account().orders());
        }
    }

    @Test
    void whereTheJournalIsRightThereIsNoDifference() throws IOException {
        try (LoopbackVenue venue = start(GatewayCase.BINANCE, 0)) {
            final List<String> lines = audit(GatewayCase.BINANCE, venue, before(
                definition(GatewayCase.BINANCE.instrument()), balance(GatewayCase.BINANCE, "BTC", 100_00000000L)));
            assertTrue(lines.stream().noneMatch(line -> line != null && line.startsWith("CORRECTION")),
                lines::toString);
            assertSays("RECONCILED BINANCE", lines);
        }
    }

    @Test
    void aClockThatIsOffBySecondsIsRefused() throws IOException {
        try (LoopbackVenue venue = start(GatewayCase.BINANCE, 5_000)) {
            final String message = assertThrows(IOException.class, () -> audit(GatewayCase.BINANCE, venue,
                before(definition(GatewayCase.BINANCE.instrument())))).getMessage();
            assertTrue(message.matches("BINANCE at .*: our clock is \\d+ ms behind the venue's; expected at most 500"
                + " ms either way"), message);
        }
    }
}
