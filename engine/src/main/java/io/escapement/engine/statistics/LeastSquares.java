package io.escapement.engine.statistics;

/**
 * Ordinary least squares with few columns, by Householder's QR: sound where normal equations lose half of the digits.
 * Fill {@link #column} and {@link #y} behind {@link #begin}, then {@link #solve}. The first columns alone come with
 * it: {@link #residualSquares(int)} is what is left when only so many are used.
 *
 * <p>Columns that are large against how much they vary should come centred. Not thread-safe; allocates nothing after
 * construction; the work is rows x columns x columns.
 */
public final class LeastSquares {
    /** A column of which no more than this part is left besides those before it is taken for one made of those. */
    private static final double DEPENDENT = 1e-12;

    private final double[][] x;
    private final double[] y;
    private final double[] diagonal;
    private final double[] left;
    private final double[] coefficients;
    private final double[] row;
    private int rows;
    private int columns;
    private int independent;

    public LeastSquares(int mostRows, int mostColumns) {
        if (mostColumns < 1 || mostRows <= mostColumns) {
            throw new IllegalArgumentException(mostRows + " rows and " + mostColumns
                + " columns; expected at least one column, and more rows than columns");
        }
        this.x = new double[mostColumns][mostRows];
        this.y = new double[mostRows];
        this.diagonal = new double[mostColumns];
        this.left = new double[mostColumns + 1];
        this.coefficients = new double[mostColumns];
        this.row = new double[mostColumns];
    }

    /**
     * Begins another one.
     *
     * @throws IllegalArgumentException if there is no room for it, or it has no more rows than columns
     */
    public void begin(int newRows, int newColumns) {
        if (newColumns < 1 || newColumns > x.length || newRows <= newColumns || newRows > y.length) {
            throw new IllegalArgumentException(newRows + " rows and " + newColumns + " columns; expected at most "
                + y.length + " and " + x.length + ", and more rows than columns");
        }
        rows = newRows;
        columns = newColumns;
        independent = 0;
    }

    /** Where a column's values go, from index 0; {@link #solve} spends them. */
    public double[] column(int index) {
        return x[index];
    }

    /** Where the values go that are to be explained; {@link #solve} spends them. */
    public double[] y() {
        return y;
    }

    /**
     * Solves it.
     *
     * @return whether all columns are independent; if not, {@link #independent} tells how many of the first ones are,
     *     there are no coefficients, and {@link #residualSquares(int)} knows no more columns than those
     */
    public boolean solve() {
        while (independent < columns && reflect(independent)) {
            independent++;
        }
        double squares = 0;
        for (int i = rows - 1; i >= 0; i--) {
            squares += y[i] * y[i];
            if (i <= independent) {
                left[i] = squares;
            }
        }
        if (independent < columns) {
            return false;
        }
        for (int k = columns - 1; k >= 0; k--) {
            double rest = y[k];
            for (int j = k + 1; j < columns; j++) {
                rest -= x[j][k] * coefficients[j];
            }
            coefficients[k] = rest / diagonal[k];
        }
        return true;
    }

    // Turns the column to one that is zero below its own row, and all behind it, and y, with it.
    private boolean reflect(int k) {
        final double[] column = x[k];
        double above = 0;
        for (int i = 0; i < k; i++) {
            above += column[i] * column[i];
        }
        double below = 0;
        for (int i = k; i < rows; i++) {
            below += column[i] * column[i];
        }
        if (!(below > DEPENDENT * DEPENDENT * (above + below))) {
            return false;
        }
        final double norm = column[k] < 0 ? -Math.sqrt(below) : Math.sqrt(below);
        for (int i = k; i < rows; i++) {
            column[i] /= norm;
        }
        column[k] += 1;
        for (int j = k + 1; j < columns; j++) {
            reflect(column, k, x[j]);
        }
        reflect(column, k, y);
        diagonal[k] = -norm;
        return true;
    }

    private void reflect(double[] mirror, int k, double[] values) {
        // Four sums: one would make each addition wait for the one before, which costs three times as much.
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int at = k;
        for (; at + 3 < rows; at += 4) {
            first += mirror[at] * values[at];
            second += mirror[at + 1] * values[at + 1];
            third += mirror[at + 2] * values[at + 2];
            fourth += mirror[at + 3] * values[at + 3];
        }
        for (; at < rows; at++) {
            first += mirror[at] * values[at];
        }
        final double factor = -(first + second + (third + fourth)) / mirror[k];
        for (int i = k; i < rows; i++) {
            values[i] += factor * mirror[i];
        }
    }

    /** How many of the first columns are not made of those before them. */
    public int independent() {
        return independent;
    }

    public double coefficient(int column) {
        return coefficients[column];
    }

    /** Sum of squared residuals. */
    public double residualSquares() {
        return left[columns];
    }

    /** Sum of squared residuals where only the first columns are used; 0: none. */
    public double residualSquares(int firstColumns) {
        if (firstColumns < 0 || firstColumns > independent) {
            throw new IndexOutOfBoundsException(firstColumns + " columns of " + independent);
        }
        return left[firstColumns];
    }

    /** Of a coefficient, with rows - columns degrees of freedom. */
    public double standardError(int column) {
        double squares = 0;
        for (int k = column; k < columns; k++) {
            double rest = k == column ? 1 : 0;
            for (int j = column; j < k; j++) {
                rest -= x[k][j] * row[j];
            }
            row[k] = rest / diagonal[k];
            squares += row[k] * row[k];
        }
        return Math.sqrt(squares * residualSquares() / (rows - columns));
    }

    /** A coefficient by its standard error. */
    public double t(int column) {
        return coefficients[column] / standardError(column);
    }
}
