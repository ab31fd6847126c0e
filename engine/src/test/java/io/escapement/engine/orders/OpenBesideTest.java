package io.escapement.engine.orders;

import io.escapement.codecs.sbe.Side;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The open orders of one instrument, as the list of all open ones says it. */
class OpenBesideTest {
    private static final int ENGINE = 7;
    private static final int MOST = 16;

    @Property(tries = 100)
    void anInstrumentsListIsThePartOfAllThatIsIts(
        @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 60) Integer> steps) {
        final OrderTable table = new OrderTable(ENGINE, MOST);
        long sequence = 0;
        for (final int step : steps) {
            final Order some = pick(table, step / 3);
            if (step % 3 == 0 && some != null) {
                assertTrue(table.cancelSent(some, 1), "held orders end at once");
            } else {
                table.add(ClientOrderIds.of(ENGINE, ++sequence, 0), new OrderTerms()
                    .limit(1 + step % 4, 1, step % 2 == 0 ? Side.BUY : Side.SELL, 100 + step, 10).held(true), 1);
            }
            check(table);
        }
    }

    private static Order pick(OrderTable table, int place) {
        Order order = table.firstOpen();
        for (int i = 0; i < place && order != null; i++) {
            order = table.nextOpen(order);
        }
        return order;
    }

    private static void check(OrderTable table) {
        for (int id = 0; id <= 5; id++) {
            final List<Order> expected = new ArrayList<>();
            for (Order each = table.firstOpen(); each != null; each = table.nextOpen(each)) {
                if (each.instrumentId() == id) {
                    expected.add(each);
                }
            }
            final List<Order> seen = new ArrayList<>();
            for (Order each = table.firstOpen(id); each != null; each = table.nextOpenBeside(each)) {
                seen.add(each);
            }
            assertEquals(expected, seen);
        }
    }
}
