package io.escapement.engine.venue.listing;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.history.Kline;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a venue's klines have what: {@code time open high low close volume}, and of {@code quote buys trades} what the
 * venue tells. Cold: allocates.
 */
public final class KlineRows {
    private static final int MONEY_DIGITS = 8;

    private final long unitNs;
    private final Map<String, String> fields = new HashMap<>();
    private String closedText;

    /**
     * @param unitNs  of the time at which a bar begins
     * @param columns of rows that are arrays, in their order: names with blanks between them, a dash for what is of no
     *                use; of rows that are objects {@code name=field}
     */
    public KlineRows(long unitNs, String columns) {
        this.unitNs = unitNs;
        final String[] names = columns.split(" ");
        for (int i = 0; i < names.length; i++) {
            final int equals = names[i].indexOf('=');
            fields.put(equals < 0 ? names[i] : names[i].substring(0, equals),
                equals < 0 ? "" + i : names[i].substring(equals + 1));
        }
    }

    /** Rows are of bars that have closed where the column {@code closed} has this text; others are left out. */
    public KlineRows closedWhere(String text) {
        closedText = text;
        return this;
    }

    /**
     * The klines of these rows.
     *
     * @param instrument in whose quantities volumes are; what was traded in quote asset is divided by what one unit of
     *                   quantity stands for, as the bars that are made here have it
     * @throws IOException where a row lacks something or has something else than a decimal, naming it
     */
    public List<Kline> read(List<ListedFields> rows, Instrument instrument, long durationNs) throws IOException {
        final List<Kline> klines = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            final ListedFields row = rows.get(i);
            if (closedText != null && !row.text(fields.get("closed")).equals(closedText)) {
                continue;
            }
            final BigDecimal trades = number(row, i, "trades");
            klines.add(new Kline(time(row, i), durationNs, need(row, i, "open"), need(row, i, "high"),
                need(row, i, "low"), need(row, i, "close"), need(row, i, "volume"),
                quote(number(row, i, "quote"), instrument), number(row, i, "buys"),
                trades == null ? -1 : trades.intValue()));
        }
        return klines;
    }

    private static BigDecimal quote(BigDecimal amount, Instrument instrument) {
        if (amount == null || instrument.contractSize() == Instrument.ONE) {
            return amount;
        }
        return instrument.kind() == InstrumentKind.INVERSE ? null
            : amount.divide(BigDecimal.valueOf(instrument.contractSize(), MONEY_DIGITS), MONEY_DIGITS,
                RoundingMode.HALF_EVEN);
    }

    private long time(ListedFields row, int number) throws IOException {
        final BigDecimal time = need(row, number, "time");
        try {
            return Math.multiplyExact(time.longValueExact(), unitNs);
        } catch (final ArithmeticException e) {
            throw problem(number, "time " + time);
        }
    }

    private BigDecimal need(ListedFields row, int number, String name) throws IOException {
        final BigDecimal value = number(row, number, name);
        if (value == null) {
            throw new IOException("klines: row " + number + " has no " + name);
        }
        return value;
    }

    private BigDecimal number(ListedFields row, int number, String name) throws IOException {
        final String text = fields.containsKey(name) ? row.text(fields.get(name)) : "";
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (final NumberFormatException e) {
            throw problem(number, name + " '" + text + "'");
        }
    }

    private static IOException problem(int row, String what) {
        return new IOException("klines: row " + row + " has the " + what + "; expected a decimal");
    }
}
