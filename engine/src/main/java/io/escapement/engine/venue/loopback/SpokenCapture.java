package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureMeta;
import io.escapement.engine.venue.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plays a recording of a venue other than Binance. Frames are sent to the letter; what is recorded on several
 * connections comes from the first of them. Further passes of a loop have times and numbers moved on, so that none goes
 * back; the numbers leave a gap at the seam.
 */
final class SpokenCapture implements SpokenSource, Speech.Reading {
    private static final long PAUSE_NS = 1_000_000_000L;
    private static final long PAUSE_NUMBERS = 1_000;

    private final Path file;
    private final Speech speech;
    private final CaptureMeta meta;
    private final Set<String> symbols = new TreeSet<>();
    private final Set<String> snapshots = new HashSet<>();
    private final RecordedReplies replies = new RecordedReplies();
    private final Map<String, Integer> ownerByKey = new HashMap<>();
    private final Queue<SourceItem> read = new ArrayDeque<>();
    private CaptureReader reader;
    private CaptureLine line;
    private long passCount;
    private long spanNs;
    private long spanNumbers;

    SpokenCapture(final Path file, final Speech speech) throws IOException {
        this.file = file;
        this.speech = speech;
        try (CaptureReader first = open()) {
            this.meta = first.meta();
            this.reader = first;
            index();
        }
        speech.restart();
        this.reader = open();
    }

    private CaptureReader open() throws IOException {
        return CaptureReader.open(file, CaptureLine.Kind.HTTP, CaptureLine.Kind.IN);
    }

    private void index() throws IOException {
        long firstNs = Long.MAX_VALUE;
        long lastNs = 0;
        final Map<String, long[]> numbers = new HashMap<>();
        for (SourceItem item = next(); item != null; item = next()) {
            firstNs = Math.min(firstNs, item.timeNs());
            lastNs = Math.max(lastNs, item.timeNs());
            final Update update = item instanceof SourceItem.Spoken frame ? frame.update()
                : ((SourceItem.Whole) item).update();
            if (update != null) {
                symbols.add(update.symbol());
                final long[] range = numbers.computeIfAbsent(update.symbol(),
                    name -> new long[] {update.first(), update.last()});
                range[0] = Math.min(range[0], update.first());
                range[1] = Math.max(range[1], update.last());
                if (item instanceof SourceItem.Whole) {
                    snapshots.add(update.symbol());
                }
            }
        }
        if (symbols.isEmpty()) {
            throw new IOException(file + ": no book in it that could be read; it says that it is of " + meta.venue());
        }
        spanNs = ((lastNs - firstNs + PAUSE_NS) / 1_000_000 + 1) * 1_000_000;
        spanNumbers = numbers.values().stream().mapToLong(range -> range[1] - range[0]).max().orElse(0)
            + PAUSE_NUMBERS;
        ownerByKey.clear();
    }

    @Override
    public SourceItem next() throws IOException {
        while (read.isEmpty()) {
            line = reader.next();
            if (line == null) {
                return null;
            }
            if (line.kind() == CaptureLine.Kind.HTTP && passCount == 0) {
                replies.add(line.url(), line.text());
            }
            try {
                speech.read(line, this);
            } catch (final IllegalArgumentException ex) {
                throw new IOException(file + ": a line of " + line.timeNs() + " ns: " + ex.getMessage(), ex);
            }
        }
        return read.remove();
    }

    @Override
    public void book(final Update update, final String topic, final String text) {
        final String key = Speech.BOOK + update.symbol();
        if (isOwner(key)) {
            final boolean same = passCount == 0;
            read.add(new SourceItem.Spoken(timeNs(), key, same ? update : moved(update), topic, same ? text : null));
        }
    }

    @Override
    public void other(final String key, final String topic, final String text) {
        if (isOwner(key)) {
            read.add(new SourceItem.Spoken(timeNs(), key, null, topic, passCount == 0 ? text
                : MovedTimes.in(text, passCount * spanNs)));
        }
    }

    @Override
    public void whole(final Update update) {
        read.add(new SourceItem.Whole(timeNs(), moved(update)));
    }

    private boolean isOwner(final String key) {
        return ownerByKey.computeIfAbsent(key, name -> line.connection()) == line.connection();
    }

    private long timeNs() {
        return line.timeNs() + passCount * spanNs;
    }

    private Update moved(final Update update) {
        return update.numbered(passCount * spanNumbers).at(update.timeNs() + passCount * spanNs);
    }

    @Override
    public boolean rewind() throws IOException {
        reader.close();
        passCount++;
        ownerByKey.clear();
        speech.restart();
        reader = open();
        return true;
    }

    @Override
    public RecordedReplies replies() {
        return replies;
    }

    @Override
    public String provenance() {
        return "CAPTURE";
    }

    @Override
    public String describe() {
        final double seconds = (meta.endNs() - meta.beginNs()) / 1e9;
        return "CAPTURE " + file.getFileName() + " of " + meta.venue() + ", "
            + (seconds > 0 ? String.format("%.0f s, ", seconds) : "") + "recorded by " + meta.source();
    }

    @Override
    public Set<String> symbols() {
        return symbols;
    }

    @Override
    public boolean hasSnapshot(final String symbol) {
        return snapshots.contains(symbol);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
