package io.escapement.engine.venue.orders;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which of the fills that a venue tells anew the core has counted already. */
class GatewayOrderTest {
    private final GatewayOrder order = new GatewayOrder();

    private List<Long> untold(long from, long to) {
        order.beginFills();
        return LongStream.rangeClosed(from, to).filter(order::isUntold).boxed().toList();
    }

    @Test
    void fillsAreToldOnce() {
        order.clear();
        assertEquals(List.of(1L, 2L), untold(1, 2));
        assertEquals(List.of(3L, 4L), untold(1, 4));
        order.clear();
        assertEquals(List.of(1L), untold(1, 1));
    }

    @Test
    void whatComesBeforeTheFillsRememberedOfARunBeforeWasCountedThen() {
        order.clear();
        order.carried(LongStream.rangeClosed(101, 164).toArray(), 64, false);
        assertEquals(List.of(165L, 166L), untold(1, 166));
        assertEquals(List.of(167L), untold(1, 167));
    }

    @Test
    void whatComesBeforeTheFillsRememberedIsToldWhereThoseWereAll() {
        order.clear();
        order.carried(new long[] {3, 5, 0}, 2, true);
        assertEquals(List.of(1L, 2L, 4L, 6L), untold(1, 6));
    }
}
