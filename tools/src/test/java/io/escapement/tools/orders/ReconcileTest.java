package io.escapement.tools.orders;

import io.escapement.engine.control.OpenOrder;
import io.escapement.tools.orders.ReconcileCommand.Finding;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ReconcileTest {
    private static OpenOrder open(String id, String filled) {
        return new OpenOrder("BTCUSDT", "77", id, "BUY", "100", "2", filled);
    }

    private static OrderLife life(long id, String filled) {
        final OrderLife life = new OrderLife(id);
        life.filled = filled;
        life.status = "ACCEPTED";
        return life;
    }

    @Test
    void eachDifferenceIsFoundOnceAndWhatBothKnowAlikeIsNone() {
        final Map<String, OrderLife> ours = new HashMap<>(Map.of("281474976710912", life(281474976710912L, "0"),
            "281474976711168", life(281474976711168L, "1"), "281474976711424", life(281474976711424L, "0")));
        final List<Finding> findings = new ArrayList<>();
        ReconcileCommand.compare("BINANCE", ours, List.of(open("281474976710912", "0"), open("281474976711168", "1.5"),
            open("web_123", "0")), findings);
        assertEquals(List.of(
            new Finding("BINANCE", "1-2-0", "is filled 1 here, and 1.5 at the venue"),
            new Finding("BINANCE", "web_123", "is open at the venue and not here: BUY 2 BTCUSDT at 100 (web_123,"
                + " venue's 77, filled 0)")), findings);
        assertEquals(1, ours.size());
    }
}
