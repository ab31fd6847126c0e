package io.escapement.engine.venue.loopback;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The generator in another venue's words. */
final class SpokenSimulation implements SpokenSource {
    private final VenueSource plain;
    private final Speech speech;
    private final RecordedReplies replies = new RecordedReplies();
    private final Map<String, String> spelt = new HashMap<>();
    private final String venue;

    SpokenSimulation(final VenueSource plain, final Simulation settings, final Speech speech) {
        this.plain = plain;
        this.speech = speech;
        this.venue = Speeches.nameOf(speech).key();
        for (final SimulatedSymbol symbol : settings.symbols()) {
            spelt.put(symbol.symbol(), speech.symbol(symbol.base(), symbol.quote()));
        }
        replies.add("/api/v3/exchangeInfo", plain.exchangeInfo());
    }

    @Override
    public SourceItem next() throws IOException {
        for (SourceItem item = plain.next(); item != null; item = plain.next()) {
            final SourceItem spoken = item instanceof SourceItem.Frame frame ? frame(frame)
                : whole((SourceItem.Snapshot) item);
            if (spoken != null) {
                return spoken;
            }
        }
        return null;
    }

    private SourceItem whole(final SourceItem.Snapshot snapshot) {
        final JsonTree body = JsonTree.parse(snapshot.body());
        final long id = body.number("lastUpdateId");
        final String symbol = spelt.get(snapshot.symbol());
        final Update update = new Update(symbol, true, id, -1, id, snapshot.timeNs(), body.get("bids").levels(),
            body.get("asks").levels(), null);
        return speech.isAskedForBooks() ? new SourceItem.Whole(snapshot.timeNs(), update)
            : new SourceItem.Spoken(snapshot.timeNs(), Speech.BOOK + symbol, update, null, null);
    }

    private SourceItem frame(final SourceItem.Frame frame) {
        final JsonTree data = JsonTree.parse(new String(frame.wrapped(), frame.dataOffset(), frame.dataLength(),
            StandardCharsets.UTF_8));
        final String symbol = spelt.get(data.text("s"));
        if (frame.isDepth()) {
            final long first = data.number("U");
            return new SourceItem.Spoken(frame.timeNs(), Speech.BOOK + symbol, new Update(symbol, false, first,
                first - 1, data.number("u"), Speech.nanos(data.number("E")), data.get("b").levels(),
                data.get("a").levels(), null), null, null);
        }
        if (!"trade".equals(data.text("e"))) {
            return null;
        }
        final Trade trade = new Trade(symbol, data.text("p"), data.text("q"), "false".equals(data.text("m")),
            data.number("T"), data.number("t"));
        final String key = speech.tradeKey(trade);
        return key == null ? null : new SourceItem.Spoken(frame.timeNs(), key, null, null, speech.write(trade));
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
