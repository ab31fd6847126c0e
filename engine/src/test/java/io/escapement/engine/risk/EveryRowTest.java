package io.escapement.engine.risk;

import io.escapement.codecs.sbe.RiskRule;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** No row of the list of controls without a control, and none without tests. */
class EveryRowTest {
    private static Set<RiskRule> all() {
        final Set<RiskRule> all = EnumSet.allOf(RiskRule.class);
        all.remove(RiskRule.NULL_VAL);
        return all;
    }

    @Test
    void everyRowHasAControl() {
        final Proposal proposal = new Proposal();
        assertEquals(all(), new Controls(RiskFixture.config(), new TradingSwitch(), proposal.table, proposal.markets,
            proposal.total).rows());
    }

    @Test
    void everyRowHasATestClassWithThreeBadInputsAndAPropertyAtLeast() throws Exception {
        final List<String> names = List.of("PriceCollar", "WindowCollar", "Reference", "OrderNotional",
            "OrderQuantity", "MessageRate", "AllSentCounted", "RepeatedExecution", "KillSwitch", "Attribution",
            "Capital", "DuplicateOrder", "RestrictedInstrument", "Access", "OpenOrders", "MaxPosition", "Loss",
            "Reasonability", "SelfMatch", "Grid", "NumericSanity", "Validity", "Disconnect", "Reconciliation",
            "Limits");
        assertEquals(all().size(), names.size());
        for (int row = 1; row <= names.size(); row++) {
            final Class<?> tests = Class.forName(String.format("%s.Row%02d%sTest", getClass().getPackageName(), row,
                names.get(row - 1)));
            int cases = 0;
            int properties = 0;
            for (final Method method : tests.getDeclaredMethods()) {
                cases += method.isAnnotationPresent(BadInput.class) ? 1 : 0;
                properties += method.isAnnotationPresent(Property.class) ? 1 : 0;
            }
            assertTrue(cases >= 3 && properties >= 1,
                tests + " has " + cases + " bad inputs, " + properties + " properties");
        }
    }
}
