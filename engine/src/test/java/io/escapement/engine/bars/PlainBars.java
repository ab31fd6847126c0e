package io.escapement.engine.bars;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The slow twin: keeps all trades and makes the bars of each timeframe from those, all at once. */
final class PlainBars {
    record Print(long timeNs, long price, long quantity, boolean buy) {
    }

    private static final long SECOND = 1_000_000_000L;

    private final long graceNs;
    private final List<Print> counted = new ArrayList<>();
    private final TreeMap<Long, Integer> late = new TreeMap<>();
    private long watermarkNs = Long.MIN_VALUE;
    private long firstSecond = Long.MIN_VALUE;

    PlainBars(long graceNs) {
        this.graceNs = graceNs;
    }

    /** @return whether it is in time */
    boolean add(Print print) {
        if (firstSecond == Long.MIN_VALUE) {
            firstSecond = Math.floorDiv(print.timeNs(), SECOND);
        }
        moveTo(print.timeNs());
        if (Math.floorDiv(print.timeNs(), SECOND) < openSecond()) {
            late.merge(openSecond(), 1, Integer::sum);
            return false;
        }
        counted.add(print);
        return true;
    }

    void moveTo(long timeNs) {
        watermarkNs = Math.max(watermarkNs, timeNs);
    }

    /** The first second that is not closed. */
    private long openSecond() {
        return Math.max(firstSecond, Math.floorDiv(watermarkNs - graceNs, SECOND));
    }

    /** All bars closed so far, as the harness writes them, in order of end and then of duration. */
    List<String> bars(List<Long> timeframesNs) {
        final List<String> lines = new ArrayList<>();
        for (long second = firstSecond; second < openSecond(); second++) {
            final long endNs = (second + 1) * SECOND;
            for (final long durationNs : timeframesNs) {
                if (endNs % durationNs == 0) {
                    lines.add(bar(endNs - durationNs, durationNs));
                }
            }
        }
        return lines;
    }

    private String bar(long openNs, long durationNs) {
        final long from = Math.max(openNs, firstSecond * SECOND);
        final List<Print> inside = counted.stream()
            .filter(print -> print.timeNs() >= openNs && print.timeNs() < openNs + durationNs)
            .sorted((a, b) -> Long.compare(a.timeNs() / SECOND, b.timeNs() / SECOND)).toList();
        final long before = inside.isEmpty() ? lastBefore(from) : 0;
        final long open = inside.isEmpty() ? before : inside.get(0).price();
        final long close = inside.isEmpty() ? before : inside.get(inside.size() - 1).price();
        final long high = inside.stream().mapToLong(Print::price).max().orElse(before);
        final long low = inside.stream().mapToLong(Print::price).min().orElse(before);
        final long volume = inside.stream().mapToLong(Print::quantity).sum();
        final long bought = inside.stream().filter(Print::buy).mapToLong(Print::quantity).sum();
        final long buys = inside.stream().filter(Print::buy).count();
        final BigInteger worth = inside.stream().map(PlainBars::worth).reduce(BigInteger.ZERO, BigInteger::add);
        final int lates = late.subMap(from / SECOND, (openNs + durationNs) / SECOND).values().stream()
            .mapToInt(Integer::intValue).sum();
        return "Bar 1 " + openNs / 1_000_000 + "+" + durationNs / 1_000_000 + " O" + open + " H" + high + " L" + low
            + " C" + close + " V" + volume + "/" + bought + " N" + worth + " n" + inside.size() + "/" + buys + " late"
            + lates;
    }

    private long lastBefore(long timeNs) {
        return counted.stream().filter(print -> print.timeNs() < timeNs)
            .sorted((a, b) -> Long.compare(a.timeNs() / SECOND, b.timeNs() / SECOND))
            .reduce((a, b) -> b).orElse(counted.get(0)).price();
    }

    // exponents -2 and -8 to -8: two digits go, halves to even
    private static BigInteger worth(Print print) {
        final BigInteger exact = BigInteger.valueOf(print.price()).multiply(BigInteger.valueOf(print.quantity()));
        return new BigDecimal(exact, 2).setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    }
}
