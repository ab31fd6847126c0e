package io.escapement.tools.latency;

import org.HdrHistogram.Histogram;

import java.util.Arrays;
import java.util.Map;

/** Draws percentile distributions with letters, one for each hop. */
final class TextPlot {
    private static final int WIDTH = 66;
    private static final int ROWS_PER_DECADE = 4;
    private static final int MAX_ROWS = 24;
    private static final int LABEL_WIDTH = 11;

    private TextPlot() {
    }

    /** The letter of the hop with this place in the order. */
    static char letter(int index) {
        return (char) ('a' + index % 26);
    }

    static String of(Map<String, Histogram> hops) {
        final PercentileScale scale = new PercentileScale(hops.values());
        final int rows = Math.min(MAX_ROWS, ROWS_PER_DECADE * (scale.highDecade() - scale.lowDecade())) + 1;
        final char[][] canvas = canvas(hops, scale, rows);
        final StringBuilder plot = new StringBuilder("latency, us, by percentile; both axes logarithmic\n");
        for (int row = rows - 1; row >= 0; row--) {
            plot.append(label(scale, row, rows)).append('|').append(new String(canvas[row]).stripTrailing())
                .append('\n');
        }
        plot.append(" ".repeat(LABEL_WIDTH)).append('+').append("-".repeat(WIDTH)).append('\n');
        return plot.append(ticks(scale)).append('\n').append(legend(hops)).toString();
    }

    private static char[][] canvas(Map<String, Histogram> hops, PercentileScale scale, int rows) {
        final char[][] canvas = new char[rows][WIDTH];
        for (final char[] line : canvas) {
            Arrays.fill(line, ' ');
        }
        int index = 0;
        for (final Histogram histogram : hops.values()) {
            for (int column = 0; column < WIDTH; column++) {
                final double percentile = scale.percentile(column / (double) (WIDTH - 1));
                final int row = (int) Math.round(scale.place(PercentileScale.us(histogram, percentile)) * (rows - 1));
                canvas[row][column] = canvas[row][column] == ' ' ? letter(index) : '*';
            }
            index++;
        }
        return canvas;
    }

    /** Decades are named in the row that is nearest to them. */
    private static String label(PercentileScale scale, int row, int rows) {
        for (int decade = scale.lowDecade(); decade <= scale.highDecade(); decade++) {
            final double place = (decade - scale.lowDecade()) / (double) (scale.highDecade() - scale.lowDecade());
            if (Math.round(place * (rows - 1)) == row) {
                final String text = PercentileScale.decade(decade);
                return " ".repeat(Math.max(0, LABEL_WIDTH - 1 - text.length())) + text + " ";
            }
        }
        return " ".repeat(LABEL_WIDTH);
    }

    private static String ticks(PercentileScale scale) {
        final StringBuilder line = new StringBuilder(" ".repeat(LABEL_WIDTH + 1));
        for (int nines = 0; nines <= scale.nines(); nines++) {
            final String text = PercentileScale.tick(nines);
            final int column = LABEL_WIDTH + 1 + nines * (WIDTH - 1) / scale.nines()
                - (nines == 0 ? 0 : text.length() / 2);
            line.append(" ".repeat(Math.max(1, column - line.length()))).append(text);
        }
        return line.toString();
    }

    private static String legend(Map<String, Histogram> hops) {
        final StringBuilder legend = new StringBuilder();
        int index = 0;
        for (final String tag : hops.keySet()) {
            legend.append(index == 0 ? "" : "   ").append(letter(index++)).append(' ').append(tag);
        }
        return legend.append(hops.size() > 1 ? "   * several\n" : "\n").toString();
    }
}
