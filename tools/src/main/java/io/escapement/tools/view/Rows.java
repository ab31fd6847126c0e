package io.escapement.tools.view;

import io.escapement.tools.terminal.JsonLines;

import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;

/** Rows of named cells, as CSV with a line of names, or as JSON, an object a row. Nothing is an empty cell. */
final class Rows {
    private final PrintWriter out;
    private final List<String> names;
    private final JsonLines json;

    Rows(PrintWriter out, List<String> names, boolean asJson) {
        this.out = out;
        this.names = names;
        this.json = asJson ? new JsonLines(out) : null;
        if (!asJson) {
            out.println(String.join(",", names));
        }
    }

    /** Writes a row, a cell for each name; null: nothing. */
    void row(Object... cells) {
        if (json != null) {
            json.line(object -> {
                for (int i = 0; i < cells.length; i++) {
                    if (cells[i] instanceof Long || cells[i] instanceof Integer || cells[i] instanceof Short
                        || cells[i] instanceof Byte) {
                        object.writeNumberField(names.get(i), ((Number) cells[i]).longValue());
                    } else if (cells[i] != null) {
                        object.writeStringField(names.get(i), plain(cells[i]));
                    }
                }
            });
            return;
        }
        final StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            line.append(i == 0 ? "" : ",").append(text(cells[i]));
        }
        out.println(line);
    }

    private static String text(Object cell) {
        final String text = cell == null ? "" : plain(cell);
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    private static String plain(Object cell) {
        return cell instanceof BigDecimal decimal ? decimal.toPlainString() : cell.toString();
    }

    /** A decimal of a mantissa; null where the mantissa is a field's null. */
    static BigDecimal decimal(long mantissa, int exponent) {
        return mantissa == Long.MIN_VALUE ? null : BigDecimal.valueOf(mantissa, -exponent);
    }
}
