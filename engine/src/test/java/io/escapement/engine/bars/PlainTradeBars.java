package io.escapement.engine.bars;

import io.escapement.codecs.sbe.BarKind;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The slow twin of the bars that trades close: cuts the list of all trades that were in time, from its beginning. */
final class PlainTradeBars {
    /** @param sign of the aggressor: 1, -1, 0 not known; {@code lateBefore} late trades since the one before */
    record Tick(long timeNs, long price, long quantity, int sign, int lateBefore) {
    }

    private final List<Tick> ticks;
    private final long[] timesNs;
    private final int[] signs;

    PlainTradeBars(List<Tick> ticks) {
        this.ticks = ticks;
        timesNs = new long[ticks.size()];
        signs = new int[ticks.size()];
        for (int i = 0; i < timesNs.length; i++) {
            timesNs[i] = Math.max(ticks.get(i).timeNs, i == 0 ? 0 : timesNs[i - 1]);
            final int before = i == 0 ? 1 : signs[i - 1];
            final int moved = i == 0 ? 0 : Long.signum(ticks.get(i).price - ticks.get(i - 1).price);
            signs[i] = ticks.get(i).sign != 0 ? ticks.get(i).sign : moved != 0 ? moved : before;
        }
    }

    List<String> bars(BarKind kind, long size) {
        final List<String> lines = new ArrayList<>();
        final List<Integer> lengths = new ArrayList<>();
        final List<Double> drifts = new ArrayList<>();
        int from = 0;
        while (from < timesNs.length) {
            final long threshold = kind == BarKind.IMBALANCE ? threshold(size, lengths, drifts) : size;
            int to = from;
            while (to < timesNs.length && measure(kind, from, to).compareTo(BigInteger.valueOf(threshold)) < 0) {
                to++;
            }
            if (to == timesNs.length) {
                break;
            }
            lines.add(line(kind, threshold, from, to));
            lengths.add(to - from + 1);
            drifts.add((double) sumOfSigns(from, to) / (to - from + 1));
            from = to + 1;
        }
        return lines;
    }

    private BigInteger measure(BarKind kind, int from, int to) {
        return switch (kind) {
            case TICK -> BigInteger.valueOf(to - from + 1);
            case VOLUME -> sum(from, to, false);
            case DOLLAR -> sum(from, to, true);
            default -> BigInteger.valueOf(Math.abs(sumOfSigns(from, to)));
        };
    }

    private int sumOfSigns(int from, int to) {
        int sum = 0;
        for (int i = from; i <= to; i++) {
            sum += signs[i];
        }
        return sum;
    }

    private static long threshold(long size, List<Integer> lengths, List<Double> drifts) {
        double trades = size;
        double drift = 0;
        for (int i = 0; i < lengths.size(); i++) {
            trades = Math.min(4.0 * size, Math.max(size / 4.0, trades + 2 / 21.0 * (lengths.get(i) - trades)));
            drift = drift + 2 / 21.0 * (drifts.get(i) - drift);
        }
        return (long) Math.ceil(trades * Math.max(Math.abs(drift), 1 / Math.sqrt(trades)));
    }

    private BigInteger sum(int from, int to, boolean money) {
        BigInteger sum = BigInteger.ZERO;
        for (int i = from; i <= to; i++) {
            sum = sum.add(money ? worth(ticks.get(i)) : BigInteger.valueOf(ticks.get(i).quantity));
        }
        return sum;
    }

    // exponents -2 and -8 to -8
    private static BigInteger worth(Tick tick) {
        return new BigDecimal(BigInteger.valueOf(tick.price).multiply(BigInteger.valueOf(tick.quantity)), 2)
            .setScale(0, RoundingMode.HALF_EVEN).toBigInteger();
    }

    private String line(BarKind kind, long size, int from, int to) {
        final List<Tick> inside = ticks.subList(from, to + 1);
        final long bought = inside.stream().filter(tick -> tick.sign > 0).mapToLong(Tick::quantity).sum();
        final long buys = inside.stream().filter(tick -> tick.sign > 0).count();
        final int late = inside.stream().mapToInt(Tick::lateBefore).sum();
        return "Bar 1 " + kind + " " + size + " " + timesNs[from] / 1_000_000 + "+"
            + (timesNs[to] - timesNs[from]) / 1_000_000 + " O" + inside.get(0).price
            + " H" + inside.stream().mapToLong(Tick::price).max().orElseThrow()
            + " L" + inside.stream().mapToLong(Tick::price).min().orElseThrow()
            + " C" + inside.get(inside.size() - 1).price + " V" + sum(from, to, false) + "/" + bought
            + " N" + sum(from, to, true) + " n" + inside.size() + "/" + buys + " late" + late;
    }
}
