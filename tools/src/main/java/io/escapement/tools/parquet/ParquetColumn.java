package io.escapement.tools.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A column, and its values of the rows that are not written yet. Made for a number of rows at most. */
public abstract class ParquetColumn {
    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;

    final String name;
    final int type;
    final boolean isOptional;

    private ParquetColumn(String name, int type, boolean isOptional) {
        this.name = name;
        this.type = type;
        this.isOptional = isOptional;
    }

    /** The most bytes that {@link #encode} writes. */
    abstract int mostBytes(int rows);

    /** Writes the body of a data page, little endian. */
    abstract void encode(int rows, ByteBuffer page);

    /** 64-bit integers. */
    public static final class Longs extends ParquetColumn {
        private final long[] values;

        public Longs(String name, int mostRows) {
            super(name, INT64, false);
            values = new long[mostRows];
        }

        public void set(int row, long value) {
            values[row] = value;
        }

        @Override
        int mostBytes(int rows) {
            return rows * Long.BYTES;
        }

        @Override
        void encode(int rows, ByteBuffer page) {
            for (int i = 0; i < rows; i++) {
                page.putLong(values[i]);
            }
        }
    }

    /** 32-bit integers. */
    public static final class Ints extends ParquetColumn {
        private final int[] values;

        public Ints(String name, int mostRows) {
            super(name, INT32, false);
            values = new int[mostRows];
        }

        public void set(int row, int value) {
            values[row] = value;
        }

        @Override
        int mostBytes(int rows) {
            return rows * Integer.BYTES;
        }

        @Override
        void encode(int rows, ByteBuffer page) {
            for (int i = 0; i < rows; i++) {
                page.putInt(values[i]);
            }
        }
    }

    /** Texts. */
    public static final class Texts extends ParquetColumn {
        private final byte[][] values;
        private String last;
        private byte[] lastBytes;

        public Texts(String name, int mostRows) {
            super(name, BYTE_ARRAY, false);
            values = new byte[mostRows][];
        }

        public void set(int row, String value) {
            if (!value.equals(last)) {
                last = value;
                lastBytes = value.getBytes(StandardCharsets.UTF_8);
            }
            values[row] = lastBytes;
        }

        @Override
        int mostBytes(int rows) {
            return Arrays.stream(values, 0, rows).mapToInt(value -> Integer.BYTES + value.length).sum();
        }

        @Override
        void encode(int rows, ByteBuffer page) {
            for (int i = 0; i < rows; i++) {
                page.putInt(values[i].length).put(values[i]);
            }
        }
    }

    /** Numbers that may be missing: NaN is written as null. */
    public static final class Doubles extends ParquetColumn {
        /** A run of levels that is packed, a bit each. */
        private static final int PACKED = 1;
        private static final int MOST_LEVEL_HEADER = Integer.BYTES + 5;

        private final double[] values;

        public Doubles(String name, int mostRows) {
            super(name, DOUBLE, true);
            values = new double[mostRows];
        }

        public void set(int row, double value) {
            values[row] = value;
        }

        @Override
        int mostBytes(int rows) {
            return MOST_LEVEL_HEADER + groups(rows) + rows * Double.BYTES;
        }

        private static int groups(int rows) {
            return (rows + Byte.SIZE - 1) / Byte.SIZE;
        }

        @Override
        void encode(int rows, ByteBuffer page) {
            levels(rows, page);
            for (int i = 0; i < rows; i++) {
                if (!Double.isNaN(values[i])) {
                    page.putDouble(values[i]);
                }
            }
        }

        // Whether there is a value, row by row: one packed run, behind its length.
        private void levels(int rows, ByteBuffer page) {
            final int begin = page.position();
            page.putInt(0);
            int header = groups(rows) << 1 | PACKED;
            while (header > 0x7F) {
                page.put((byte) (header & 0x7F | 0x80));
                header >>>= 7;
            }
            page.put((byte) header);
            for (int row = 0; row < rows; row += Byte.SIZE) {
                int bits = 0;
                for (int i = row; i < Math.min(rows, row + Byte.SIZE); i++) {
                    bits |= Double.isNaN(values[i]) ? 0 : 1 << i - row;
                }
                page.put((byte) bits);
            }
            page.putInt(begin, page.position() - begin - Integer.BYTES);
        }
    }
}
