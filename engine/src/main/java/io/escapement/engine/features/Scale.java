package io.escapement.engine.features;

import java.math.BigDecimal;

/**
 * What a mantissa is worth. Divides by a power of ten rather than multiplying with its reciprocal, which no double is:
 * so 10050 at -2 is 100.5, and no neighbour of it.
 */
record Scale(double times, double by) {
    static Scale of(BigDecimal worth) {
        final BigDecimal shortest = worth.stripTrailingZeros();
        return shortest.scale() > 0
            ? new Scale(shortest.unscaledValue().doubleValue(),
                BigDecimal.ONE.scaleByPowerOfTen(shortest.scale()).doubleValue())
            : new Scale(shortest.doubleValue(), 1);
    }

    double worth(double mantissas) {
        return mantissas * times / by;
    }

    double mantissas(double amount) {
        return amount * by / times;
    }
}
