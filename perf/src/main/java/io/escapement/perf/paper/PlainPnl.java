package io.escapement.perf.paper;

import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.engine.position.PnlAmounts;
import io.escapement.engine.position.PnlReport;
import io.escapement.engine.position.PnlTotal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All positions from their fills, held against every update of the engine and, in the end, against all its sums. */
final class PlainPnl {
    private final Map<String, PlainPosition> positions = new TreeMap<>();
    private final Map<Integer, String> assets = new TreeMap<>();
    private long compared;
    private long sums;

    PlainPosition of(PlainInstrument instrument, int strategyId) {
        return positions.computeIfAbsent(key(instrument.id(), strategyId),
            unused -> new PlainPosition(instrument, strategyId));
    }

    /** Null: none. */
    PlainPosition find(int instrumentId, int strategyId) {
        return positions.get(key(instrumentId, strategyId));
    }

    private static String key(int instrumentId, int strategyId) {
        return instrumentId + "/" + strategyId;
    }

    Iterable<PlainPosition> positions() {
        return positions.values();
    }

    void name(int assetId, String name) {
        assets.put(assetId, name);
    }

    /** Updates and sums that were compared. */
    long compared() {
        return compared;
    }

    long sums() {
        return sums;
    }

    /** What an update says that is not so; empty: nothing. Remembers what it told. */
    List<String> differences(PositionUpdateDecoder told, PlainPosition mine, BigDecimal mark) {
        compared++;
        final List<String> found = new ArrayList<>();
        final PlainInstrument instrument = mine.instrument;
        differ(found, "quantity", mine.held, instrument.quantity(told.quantity()));
        differ(found, "average price", mine.average(), instrument.price(told.averagePrice()));
        differ(found, "realised", mine.realised, money(told.realised()));
        differ(found, "realised first in first out", mine.realisedFifo, money(told.realisedFifo()));
        differ(found, "fees", mine.fees(), money(told.fees()));
        differ(found, "funding", BigDecimal.ZERO, money(told.funding()));
        differ(found, "mark", mark, instrument.price(told.markPrice()));
        differ(found, "unrealised", mark == null ? null : mine.unrealised(mark), money(told.unrealised()));
        final Map<String, BigDecimal> fees = new TreeMap<>();
        told.amounts().forEach(amount -> {
            fees.put(assets.getOrDefault(amount.assetId(), "asset " + amount.assetId()), money(amount.fees()));
            differ(found, "funding", BigDecimal.ZERO, money(amount.funding()));
        });
        if (!fees.equals(mine.fees)) {
            found.add("fees by asset: recomputed " + mine.fees + ", the journal says " + fees);
        }
        mine.toldMark = mark;
        mine.toldUnrealised = mark == null ? BigDecimal.ZERO : mine.unrealised(mark);
        return found;
    }

    private static BigDecimal money(long mantissa) {
        return mantissa == Long.MIN_VALUE ? null : BigDecimal.valueOf(mantissa, PlainInstrument.MONEY_SCALE);
    }

    private static void differ(List<String> found, String what, BigDecimal mine, BigDecimal told) {
        if (mine == null ? told != null : told == null || mine.compareTo(told) != 0) {
            found.add(what + ": recomputed " + mine + ", the journal says " + told);
        }
    }

    // Sums

    /** What the engine's own sums say otherwise, in the end. */
    List<String> differences(PnlReport told) {
        final List<String> found = new ArrayList<>();
        compare(found, "strategy", told.byStrategy(), each -> each.strategyId);
        compare(found, "venue", told.byVenue(), each -> each.instrument.venue());
        compare(found, "instrument", told.byInstrument(),
            each -> each.instrument.venue() + " " + each.instrument.symbol());
        compare(found, "all", Map.of("", told.totals()), each -> "");
        return found;
    }

    private <K extends Comparable<K>> void compare(List<String> found, String what,
        Map<K, Map<String, PnlTotal>> told, Function<PlainPosition, K> key) {
        final Map<K, Map<String, PnlTotal>> mine = new TreeMap<>();
        for (final PlainPosition each : positions.values()) {
            mine.computeIfAbsent(key.apply(each), unused -> new TreeMap<>())
                .merge(each.instrument.quote(), total(each), PlainPnl::sum);
        }
        final boolean nothing = mine.isEmpty() && told.values().stream().allMatch(Map::isEmpty);
        if (!nothing && !mine.keySet().equals(told.keySet())) {
            found.add("by " + what + ": recomputed " + mine.keySet() + ", told of " + told.keySet());
        }
        mine.forEach((name, byAsset) -> byAsset.forEach((asset, sum) -> {
            sums++;
            final PnlTotal other = told.getOrDefault(name, Map.of()).get(asset);
            if (other == null || !figures(sum).equals(figures(other))) {
                found.add("by " + what + " " + name + " in " + asset + ": recomputed " + figures(sum)
                    + ", told " + (other == null ? "nothing" : figures(other)));
            }
        }));
    }

    private static PnlTotal total(PlainPosition each) {
        final Map<String, PnlAmounts> others = new TreeMap<>();
        each.fees.forEach((asset, fee) -> {
            if (!asset.equals(each.instrument.quote())) {
                others.put(asset, new PnlAmounts(fee, BigDecimal.ZERO));
            }
        });
        return new PnlTotal(each.realised, each.realisedFifo, each.toldUnrealised, each.fees(), BigDecimal.ZERO,
            others);
    }

    private static PnlTotal sum(PnlTotal one, PnlTotal other) {
        final Map<String, PnlAmounts> others = new TreeMap<>(one.others());
        other.others().forEach((asset, amounts) -> others.merge(asset, amounts, (a, b) ->
            new PnlAmounts(a.fees().add(b.fees()), a.funding().add(b.funding()))));
        return new PnlTotal(one.realised().add(other.realised()), one.realisedFifo().add(other.realisedFifo()),
            one.unrealised().add(other.unrealised()), one.fees().add(other.fees()),
            one.funding().add(other.funding()), others);
    }

    private static String figures(PnlTotal total) {
        final StringBuilder text = new StringBuilder();
        text.append("realised ").append(plain(total.realised())).append(" (first in first out ")
            .append(plain(total.realisedFifo())).append("), unrealised ").append(plain(total.unrealised()))
            .append(", fees ").append(plain(total.fees())).append(", funding ").append(plain(total.funding()));
        new TreeMap<>(total.others()).forEach((asset, amounts) -> text.append(", fees of ")
            .append(plain(amounts.fees())).append(' ').append(asset));
        return text.toString();
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    /** The sums in words, one line each. */
    List<String> lines() {
        final List<String> lines = new ArrayList<>();
        final Map<String, PnlTotal> all = new TreeMap<>();
        positions.values().forEach(each -> {
            lines.add(each.instrument.venue() + " " + each.instrument.symbol() + ", strategy " + each.strategyId
                + ": position " + plain(each.held) + ", " + figures(total(each)) + " " + each.instrument.quote());
            all.merge(each.instrument.quote(), total(each), PlainPnl::sum);
        });
        all.forEach((asset, sum) -> lines.add("all: " + figures(sum) + " " + asset));
        return lines;
    }
}
