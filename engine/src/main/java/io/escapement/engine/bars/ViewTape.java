package io.escapement.engine.bars;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.GapCause;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.consolidation.Conversion;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.pipeline.Slot;

import java.util.ArrayList;
import java.util.List;

import static io.escapement.engine.bars.BarsConfig.SECOND_NS;

/**
 * The trades of all instruments of one canonical name, and the bars they make: prices, quantities of the base asset and
 * money, all at exponent -8. Its id is that of the instrument that was defined first in it, as a view's of the
 * consolidation is.
 *
 * <p>Each venue has a clock of its own. The view's bars are closed by the slowest of those that are within the
 * tolerance of ours, so that what is in time for its instrument's bars is in time here, and a second of the view is the
 * sum of the instruments' seconds. A venue further off, or silent for so long, is not waited for: what comes from there
 * is counted as late while it lasts.
 *
 * <p>It has no past. High, low and the sums of members' past bars would be exact, but whose first trade came first and
 * whose last came last those do not say, and so not the view's open and close.
 *
 * <p>A trade whose numbers cannot be held at -8 is not in the view; the first of a run of such is told as a gap
 * MISSING_TRADES of its instrument in the view. Until the name has enough instruments nothing is counted.
 */
final class ViewTape {
    final int id;
    final String name;
    final boolean derivatives;
    private final int leastInstruments;
    private final long toleranceNs;
    private final long stallNs;
    private final BarSeries bars;
    private final TradeBars[] tradeBars;
    private final List<Member> members = new ArrayList<>();
    private long lastEventNs;

    private static final class Member {
        private TradeTape tape;
        private Conversion conversion;
        private boolean refused;
    }

    ViewTape(int id, String name, boolean derivatives, BarsConfig config) {
        this.id = id;
        this.name = name;
        this.derivatives = derivatives;
        this.leastInstruments = config.views().leastInstruments();
        this.toleranceNs = config.views().clockToleranceNs();
        this.stallNs = config.maxCatchUp() * SECOND_NS;
        this.bars = new BarSeries(config, config.viewRoom());
        this.tradeBars = TradeBarsConfig.make(config.tradeBars(), name, Money.EXPONENT);
    }

    int size() {
        return members.size();
    }

    /** Takes in an instrument, in the place of what it was before where it is known. */
    void put(TradeTape tape) {
        final Instrument instrument = tape.instrument();
        Member member = null;
        for (int i = 0; i < members.size() && member == null; i++) {
            member = members.get(i).tape.instrument().id() == instrument.id() ? members.get(i) : null;
        }
        if (member == null) {
            member = new Member();
            members.add(member);
        }
        member.tape = tape;
        member.refused = false;
        member.conversion = Conversion.of(instrument.kind(), instrument.priceExponent(),
            instrument.quantityExponent(),
            instrument.kind() == InstrumentKind.SPOT ? Instrument.ONE : instrument.contractSize());
    }

    /** A trade that counts. @param inTime for its instrument's bars */
    void onTrade(TradeTape tape, boolean inTime, long timeNs, long mantissa, long size, int sign, Slot slot,
                 BarWriter writer) {
        if (members.size() < leastInstruments) {
            return;
        }
        onTime(slot, writer);
        final Member member = member(tape);
        final long price = member.conversion == null ? Conversion.REFUSED : member.conversion.price(mantissa);
        final long quantity = price == Conversion.REFUSED ? price : member.conversion.quantity(size, price);
        if (quantity == Conversion.REFUSED) {
            if (!member.refused) {
                member.refused = true;
                writer.missingTrades(timeNs, tape.instrument().id());
            }
            return;
        }
        member.refused = false;
        final long worth = Money.notional(price, Money.EXPONENT, quantity, Money.EXPONENT, Rounding.HALF_EVEN);
        if (!inTime || !isInStep(tape, slot.eventTimeNs())) {
            bars.countLate();
            countLate();
        } else if (!bars.add(timeNs, price, quantity, worth, sign > 0)) {
            countLate();
        } else {
            for (final TradeBars each : tradeBars) {
                each.onTrade(timeNs, price, quantity, worth, sign, writer);
            }
        }
    }

    private void countLate() {
        for (final TradeBars each : tradeBars) {
            each.countLate();
        }
    }

    /** Lets time pass; what comes behind is told of this view. */
    void onTime(Slot slot, BarWriter writer) {
        final long eventTimeNs = slot.eventTimeNs();
        final boolean stalled = eventTimeNs - lastEventNs > stallNs;
        lastEventNs = eventTimeNs;
        writer.ofView(slot, id, stalled ? GapCause.STALLED : GapCause.SILENCE);
        long slowestNs = Long.MAX_VALUE;
        for (int i = 0; i < members.size(); i++) {
            final TradeTape tape = members.get(i).tape;
            if (isInStep(tape, eventTimeNs)) {
                slowestNs = Math.min(slowestNs, tape.watermarkNs());
            }
        }
        if (slowestNs != Long.MAX_VALUE) {
            bars.moveTo(slowestNs, writer);
        }
    }

    private boolean isInStep(TradeTape tape, long eventTimeNs) {
        return tape.isStarted() && Math.abs(tape.watermarkNs() - eventTimeNs) <= toleranceNs;
    }

    private Member member(TradeTape tape) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).tape == tape) {
                return members.get(i);
            }
        }
        throw new IllegalStateException("instrument " + tape.instrument().id() + " is not in view " + name);
    }

    long hash(long seed) {
        long hash = Hashing.fold(seed, id);
        hash = Hashing.fold(hash, lastEventNs);
        for (int i = 0; i < members.size(); i++) {
            hash = Hashing.fold(Hashing.fold(hash, members.get(i).tape.instrument().id()), members.get(i).refused);
        }
        for (final TradeBars each : tradeBars) {
            hash = each.hash(hash);
        }
        return bars.hash(hash);
    }
}
