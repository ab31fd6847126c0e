package io.escapement.engine.venue.loopback;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;

/** The generator in another venue's words. */
final class SpokenSimulation implements SpokenSource {
    private final VenueSource plain;
    private final Speech speech;
    private final RecordedReplies replies = new RecordedReplies();
    private final Map<String, String> spelt = new HashMap<>();
    private final Map<String, SimulatedSymbol> listed = new HashMap<>();
    /** Of a venue whose every message is a whole book. */
    private final Map<String, SpokenBook> books = new HashMap<>();
    /** Of a venue that counts its messages: the number of the last. */
    private final Map<String, Long> counts = new HashMap<>();
    private final Queue<SourceItem> ready = new ArrayDeque<>();
    private final String venue;

    SpokenSimulation(final VenueSource plain, final Simulation settings, final Speech speech) {
        this.plain = plain;
        this.speech = speech;
        this.venue = Speeches.nameOf(speech).key();
        for (final SimulatedSymbol symbol : settings.symbols()) {
            spelt.put(symbol.symbol(), speech.symbol(symbol.base(), symbol.quote()));
            listed.put(symbol.symbol(), symbol);
        }
        speech.list(settings.symbols(), replies);
    }

    @Override
    public SourceItem next() throws IOException {
        while (ready.isEmpty()) {
            final SourceItem item = plain.next();
            if (item == null) {
                return null;
            }
            if (item instanceof SourceItem.Frame frame) {
                frame(frame);
            } else {
                whole((SourceItem.Snapshot) item);
            }
        }
        return ready.poll();
    }

    private void whole(final SourceItem.Snapshot snapshot) {
        final JsonTree body = JsonTree.parse(snapshot.body());
        final long id = body.number("lastUpdateId");
        final String symbol = spelt.get(snapshot.symbol());
        final Update update = new Update(symbol, true, id, -1, id, snapshot.timeNs(),
            levels(snapshot.symbol(), body.get("bids")), levels(snapshot.symbol(), body.get("asks")), null);
        if (speech.isAskedForBooks()) {
            ready.add(new SourceItem.Whole(snapshot.timeNs(), update));
        } else {
            add(update);
        }
    }

    /** As many digits as the instrument has, or as few as do. */
    private List<Update.Level> levels(final String symbol, final JsonTree rows) {
        final int priceDigits = Listed.decimals(listed.get(symbol).tick());
        final int quantityDigits = Listed.decimals(listed.get(symbol).lot());
        return rows.levels().stream().map(level -> new Update.Level(written(level.price(), priceDigits),
            written(level.quantity(), quantityDigits))).toList();
    }

    private String written(final String number, final int digits) {
        final BigDecimal exact = new BigDecimal(number).setScale(digits, RoundingMode.UNNECESSARY);
        return (speech.writesShortest() ? exact.stripTrailingZeros() : exact).toPlainString();
    }

    private void add(final Update update) {
        if (speech.isWholeOnly()) {
            final SpokenBook book = books.computeIfAbsent(update.symbol(), name -> new SpokenBook(name, 0));
            book.onUpdate(update);
            addOne(book.whole(Integer.MAX_VALUE));
        } else if (speech.tellsLevelsSingly()) {
            addSingly(update);
        } else {
            addOne(update);
        }
    }

    private void addOne(final Update plainUpdate) {
        final Update update = speech.countsMessages() ? numbered(plainUpdate) : plainUpdate;
        ready.add(new SourceItem.Spoken(update.timeNs(), Speech.BOOK + update.symbol(), update, null, null));
    }

    /** Removals first, so that the book is crossed at no time. */
    private void addSingly(final Update update) {
        if (update.whole()) {
            addOne(update);
            return;
        }
        for (final boolean removal : List.of(true, false)) {
            update.bids().stream().filter(level -> level.isRemoval() == removal)
                .forEach(level -> addOne(update.withLevels(List.of(level), List.of())));
            update.asks().stream().filter(level -> level.isRemoval() == removal)
                .forEach(level -> addOne(update.withLevels(List.of(), List.of(level))));
        }
    }

    private Update numbered(final Update update) {
        final long n = counts.merge(update.symbol(), update.last(), (before, last) -> before + 1);
        return update.withNumbers(n, n - 1, n);
    }

    private void frame(final SourceItem.Frame frame) {
        final JsonTree data = JsonTree.parse(new String(frame.wrapped(), frame.dataOffset(), frame.dataLength(),
            StandardCharsets.UTF_8));
        final String symbol = spelt.get(data.text("s"));
        if (frame.isDepth()) {
            final long first = data.number("U");
            final String plainSymbol = data.text("s");
            add(new Update(symbol, false, first, first - 1, data.number("u"), Speech.nanos(data.number("E")),
                levels(plainSymbol, data.get("b")), levels(plainSymbol, data.get("a")), null));
            return;
        }
        if (!"trade".equals(data.text("e"))) {
            return;
        }
        final Trade trade = new Trade(symbol, data.text("p"), data.text("q"), "false".equals(data.text("m")),
            data.number("T"), data.number("t"));
        final String key = speech.tradeKey(trade);
        if (key != null) {
            ready.add(new SourceItem.Spoken(frame.timeNs(), key, null, null, speech.write(trade)));
        }
    }

    /** A generated trade. @param timeMs epoch milliseconds */
    record Trade(String symbol, String price, String quantity, boolean isBuy, long timeMs, long id) {
    }

    @Override
    public boolean rewind() {
        return false;
    }

    @Override
    public RecordedReplies replies() {
        return replies;
    }

    @Override
    public String provenance() {
        return plain.provenance();
    }

    @Override
    public String describe() {
        return plain.describe() + ", in the words of " + venue;
    }

    @Override
    public Set<String> symbols() {
        return new TreeSet<>(spelt.values());
    }

    @Override
    public boolean hasSnapshot(final String symbol) {
        return true;
    }

    @Override
    public void close() throws IOException {
        plain.close();
    }
}
