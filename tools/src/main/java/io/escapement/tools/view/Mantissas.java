package io.escapement.tools.view;

import io.escapement.tools.journal.Listing;

import java.math.BigDecimal;

/** Writes the numbers of a snapshot as decimals; nothing where a number is missing. */
final class Mantissas {
    private static final int COMMON = -8;

    private final int priceExponent;
    private final int quantityExponent;

    Mantissas(Listing.Listed subject, boolean consolidated) {
        priceExponent = consolidated ? COMMON : subject.priceExponent();
        quantityExponent = consolidated ? COMMON : subject.quantityExponent();
    }

    String price(double mantissa) {
        return Double.isNaN(mantissa) ? "" : text(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(priceExponent));
    }

    /** Of a bucket's lower end. */
    String price(long id, long width) {
        return text(BigDecimal.valueOf(id).multiply(BigDecimal.valueOf(width)).scaleByPowerOfTen(priceExponent));
    }

    String quantity(long mantissa) {
        return mantissa < 0 ? "" : text(BigDecimal.valueOf(mantissa).scaleByPowerOfTen(quantityExponent));
    }

    /** What a quantity mantissa of 1 stands for. */
    double unit() {
        return Double.parseDouble("1e" + quantityExponent);
    }

    static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    private static String text(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
