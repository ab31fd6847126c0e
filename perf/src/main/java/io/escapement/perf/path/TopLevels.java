package io.escapement.perf.path;

import io.escapement.codecs.instrument.Instrument;

import java.math.BigDecimal;
import java.util.Map;

/** Reads the best levels of books that are kept in sorted maps. */
final class TopLevels {
    private TopLevels() {
    }

    static long ofLongs(Map<Long, Long> side) {
        long checksum = 0;
        int left = FramePath.TOP;
        for (final Map.Entry<Long, Long> level : side.entrySet()) {
            checksum += level.getKey() ^ level.getValue();
            if (--left == 0) {
                break;
            }
        }
        return checksum;
    }

    static long ofDecimals(Map<BigDecimal, BigDecimal> side) {
        long checksum = 0;
        int left = FramePath.TOP;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            checksum += level.getKey().hashCode() ^ level.getValue().hashCode();
            if (--left == 0) {
                break;
            }
        }
        return checksum;
    }

    static void copyLongs(Map<Long, Long> side, long[] into, int from) {
        int at = from;
        for (final Map.Entry<Long, Long> level : side.entrySet()) {
            if (at == from + 2 * FramePath.TOP) {
                return;
            }
            into[at++] = level.getKey();
            into[at++] = level.getValue();
        }
        clear(into, at, from);
    }

    static void copyDecimals(Map<BigDecimal, BigDecimal> side, Instrument instrument, long[] into, int from) {
        int at = from;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            if (at == from + 2 * FramePath.TOP) {
                return;
            }
            into[at++] = mantissa(level.getKey(), instrument.priceExponent());
            into[at++] = mantissa(level.getValue(), instrument.quantityExponent());
        }
        clear(into, at, from);
    }

    private static void clear(long[] into, int at, int from) {
        for (int i = at; i < from + 2 * FramePath.TOP; i++) {
            into[i] = 0;
        }
    }

    static long mantissa(BigDecimal value, int exponent) {
        return value.scaleByPowerOfTen(-exponent).longValueExact();
    }
}
