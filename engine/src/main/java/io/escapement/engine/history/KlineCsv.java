package io.escapement.engine.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Klines from CSV with a line of names: {@code open high low close volume} and either {@code timestamp} or
 * {@code open_time}, when the bar begins, or {@code close_datetime}, its last millisecond; if there are such, {@code
 * quote_volume}, {@code trades} and {@code buy_volume}. Times are ISO 8601 with a blank or a T; without an offset
 * they are UTC.
 */
public final class KlineCsv {
    private static final long NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME).optionalStart().appendOffset("+HH:MM", "Z").optionalEnd()
        .toFormatter(Locale.ROOT);

    private final String name;
    private final long durationNs;
    private final List<String> names;
    private final List<Kline> klines = new ArrayList<>();
    private int line = 1;

    private KlineCsv(String name, long durationNs, List<String> names) {
        this.name = name;
        this.durationNs = durationNs;
        this.names = names;
    }

    /**
     * Reads a file, compressed if its name ends in {@code .gz}.
     *
     * @throws IllegalArgumentException with file and line, if it is not what was expected
     */
    public static List<Kline> read(Path file, long durationNs) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
             Reader text = new InputStreamReader(file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                 StandardCharsets.UTF_8)) {
            return read(text, file.toString(), durationNs);
        }
    }

    /** As the other. @param name what to call it in problems */
    public static List<Kline> read(Reader text, String name, long durationNs) throws IOException {
        final BufferedReader lines = new BufferedReader(text);
        final String head = lines.readLine();
        final KlineCsv csv = new KlineCsv(name, durationNs, head == null ? List.of() : List.of(head.split(",")));
        for (final String column : List.of("open", "high", "low", "close", "volume")) {
            csv.require(csv.names.contains(column), "no column " + column);
        }
        csv.require(csv.names.contains("timestamp") || csv.names.contains("open_time")
            || csv.names.contains("close_datetime"), "no column timestamp, open_time or close_datetime");
        for (String next = lines.readLine(); next != null; next = lines.readLine()) {
            csv.line++;
            if (!next.isBlank()) {
                csv.add(next.split(",", -1));
            }
        }
        return csv.klines;
    }

    private void add(String[] cells) {
        require(cells.length == names.size(), cells.length + " cells, expected " + names.size());
        final BigDecimal trades = number(cells, "trades");
        klines.add(new Kline(openTimeNs(cells), durationNs, needed(cells, "open"), needed(cells, "high"),
            needed(cells, "low"), needed(cells, "close"), needed(cells, "volume"), number(cells, "quote_volume"),
            number(cells, "buy_volume"), trades == null ? -1 : trades.intValue()));
    }

    private long openTimeNs(String[] cells) {
        for (final String column : List.of("timestamp", "open_time")) {
            if (names.contains(column)) {
                return timeNs(cell(cells, column));
            }
        }
        return timeNs(cell(cells, "close_datetime")) + MS_NS - durationNs;
    }

    private long timeNs(String text) {
        try {
            final var parsed = TIME.parseBest(text.trim().replace(' ', 'T'), OffsetDateTime::from,
                LocalDateTime::from);
            final OffsetDateTime time = parsed instanceof OffsetDateTime offset ? offset
                : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
            return time.toEpochSecond() * NS + time.getNano();
        } catch (final DateTimeParseException e) {
            throw problem("time '" + text + "'; expected one such as 2024-12-01 00:00:00+00:00");
        }
    }

    private BigDecimal needed(String[] cells, String column) {
        final BigDecimal value = number(cells, column);
        require(value != null, "no " + column);
        return value;
    }

    private BigDecimal number(String[] cells, String column) {
        final String text = names.contains(column) ? cell(cells, column) : "";
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (final NumberFormatException e) {
            throw problem(column + " '" + text + "'; expected a decimal");
        }
    }

    private String cell(String[] cells, String column) {
        return cells[names.indexOf(column)].trim();
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw problem(otherwise);
        }
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(name + ", line " + line + ": " + what);
    }
}
