package io.escapement.engine.paper;

import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.StageHarness;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.escapement.engine.orders.OrderEvents.amend;
import static io.escapement.engine.orders.OrderEvents.cancel;
import static io.escapement.engine.orders.OrderEvents.carriedOrder;
import static io.escapement.engine.orders.OrderEvents.newOrder;
import static io.escapement.engine.orders.OrderEvents.release;
import static io.escapement.engine.pipeline.TestEvents.define;
import static io.escapement.engine.pipeline.TestEvents.timer;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Orders that the engine holds, and of a run before. There is no book: what arrives is rejected, and so seen. */
class HeldAndCarriedTest {
    private static final long ID = ClientOrderIds.of(7, 1, 0);
    private static final List<String> NOTHING = List.of();

    private final StageHarness harness = new StageHarness();
    private final ReportLog log = new ReportLog();

    private List<String> seen(PaperVenue venue, EventWriter event) {
        harness.advance(1_000).send(event);
        venue.onRecord(harness.slot());
        venue.poll(log.inlet, 0);
        return log.take();
    }

    private List<String> after(PaperVenue venue, Consumer<Slot> effect) {
        harness.upstream(effect);
        assertEquals(NOTHING, seen(venue, timer(1)));
        return seen(venue, timer(1));
    }

    private PaperVenue venue() {
        final PaperVenue venue = new PaperVenue(PaperConfigs.riskAverse(), new ConstantLatency(0, 0));
        seen(venue, define(1, "BTCUSDT"));
        return venue;
    }

    @Test
    void aHeldOrderComesToTheVenueWhenItIsReleased() {
        final PaperVenue venue = venue();
        assertEquals(NOTHING, after(venue, newOrder(ID, 1, 1, Side.BUY, 100, 1_000, true)));
        assertEquals(NOTHING, after(venue, amend(ID, 101, 2_000)));
        assertEquals(List.of(ID + " REJECTED NO_BOOK"), after(venue, release(ID)));
        assertEquals(0, venue.openOrders());
    }

    @Test
    void aHeldOrderThatIsCancelledIsNeverHeardOf() {
        final PaperVenue venue = venue();
        after(venue, newOrder(ID, 1, 1, Side.BUY, 100, 1_000, true));
        assertEquals(NOTHING, after(venue, cancel(ID)));
        assertEquals(0, venue.openOrders());
    }

    @Test
    void whatRestedAtTheVenueOfTheRunBeforeExpires() {
        final PaperVenue venue = venue();
        assertEquals(NOTHING, seen(venue, carriedOrder(ID, Side.BUY, OrderStatus.PARTIALLY_FILLED, 1_000, 400, 1)));
        assertEquals(List.of(ID + " EXPIRED"), seen(venue, timer(1)));
        assertEquals(NOTHING, seen(venue, carriedOrder(ID + 256, Side.BUY, OrderStatus.FILLED, 1_000, 1_000, 1)));
        assertEquals(NOTHING, seen(venue, timer(1)));
    }

    @Test
    void whatTheEngineOfTheRunBeforeHeldIsHeldOn() {
        final PaperVenue venue = venue();
        seen(venue, carriedOrder(ID, Side.BUY, OrderStatus.INTENDED, 1_000, 0));
        assertEquals(List.of(ID + " REJECTED NO_BOOK"), after(venue, release(ID)));
    }

    @Test
    void ordersOfInstrumentsThatAreNotSimulatedAreNotItsBusiness() {
        final PaperVenue venue = new PaperVenue(PaperConfigs.riskAverse(), new ConstantLatency(0, 0), id -> false);
        assertEquals(NOTHING, after(venue, newOrder(ID, 1, 1, Side.BUY, 100, 1_000, false)));
        assertEquals(NOTHING, after(venue, cancel(ID)));
        assertEquals(NOTHING, seen(venue, carriedOrder(ID, Side.BUY, OrderStatus.ACCEPTED, 1_000, 0)));
        assertEquals(NOTHING, seen(venue, timer(1)));
    }
}
