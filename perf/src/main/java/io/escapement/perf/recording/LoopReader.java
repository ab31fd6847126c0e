package io.escapement.perf.recording;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.binance.ExchangeInfo;
import io.escapement.engine.venue.json.ListingException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes a loop of a recording: the frames that lead back, and by how much each number moves from pass to pass. */
final class LoopReader {
    private static final long PAUSE_MS = 100;
    /** The precision of nearly all assets at Binance. */
    private static final int ASSET_EXPONENT = -8;
    private static final long NS_PER_MS = 1_000_000;

    private final Recording recording;
    private final Venue venue;
    private final List<String> symbols = new ArrayList<>();
    private final List<PlainBook> begin = new ArrayList<>();
    private final List<PlainBook> end = new ArrayList<>();
    private final List<RecordedFrame> firstDepth = new ArrayList<>();
    private final List<RecordedFrame> lastDepth = new ArrayList<>();
    private final List<long[]> tradeIds = new ArrayList<>();

    LoopReader(Recording recording, Venue venue) {
        this.recording = recording;
        this.venue = venue;
    }

    Loop read() {
        findSymbols();
        recording.frames.forEach(this::follow);
        final long firstNs = recording.frames.get(0).receiveTimeNs();
        final long lastNs = recording.frames.get(recording.frames.size() - 1).receiveTimeNs();
        final long passMs = (lastNs - firstNs) / NS_PER_MS + PAUSE_MS;
        final List<LoopFrame> frames = new ArrayList<>();
        for (int i = 0; i < recording.frames.size(); i++) {
            final RecordedFrame frame = recording.frames.get(i);
            if (symbols.contains(frame.symbol())) {
                frames.add(loopFrame(frame, moved(frame.text(), recording.movedMs.get(i)), passMs));
            }
        }
        final int recorded = frames.size();
        for (int i = 0; i < symbols.size(); i++) {
            frames.add(loopFrame(lastDepth.get(i), wayBack(i), passMs));
        }
        final List<byte[]> snapshots = symbols.stream()
            .map(symbol -> recording.snapshots.get(symbol).getBytes(StandardCharsets.UTF_8)).toList();
        return new Loop(instruments(), snapshots, frames, recorded, passMs * NS_PER_MS);
    }

    /** Instruments are those that have a snapshot and at least one depth frame. */
    private void findSymbols() {
        for (final RecordedFrame frame : recording.frames) {
            if (frame.kind() == RecordedFrame.Kind.DEPTH && !symbols.contains(frame.symbol())) {
                symbols.add(frame.symbol());
                final PlainBook book = new PlainBook();
                book.applySnapshot(recording.snapshots.get(frame.symbol()));
                begin.add(book);
                end.add(book.copy());
                firstDepth.add(frame);
                lastDepth.add(frame);
                tradeIds.add(new long[] {Long.MAX_VALUE, 0});
            }
        }
    }

    private void follow(RecordedFrame frame) {
        final int i = symbols.indexOf(frame.symbol());
        if (i >= 0 && frame.kind() == RecordedFrame.Kind.DEPTH) {
            end.get(i).applyFrame(frame.text());
            lastDepth.set(i, frame);
        } else if (i >= 0 && frame.kind() == RecordedFrame.Kind.TRADE) {
            final long id = frame.number("t");
            tradeIds.get(i)[0] = Math.min(tradeIds.get(i)[0], id);
            tradeIds.get(i)[1] = Math.max(tradeIds.get(i)[1], id);
        }
    }

    private LoopFrame loopFrame(RecordedFrame frame, String text, long passMs) {
        final int i = symbols.indexOf(frame.symbol());
        final long[] trades = tradeIds.get(i);
        return new LoopFrame(frame.kind(), i, frame.receiveTimeNs(), text, depthMove(i),
            Math.max(0, trades[1] - trades[0] + 1), passMs);
    }

    /** So that the first frame of a pass continues the book that the pass before has led back. */
    private long depthMove(int i) {
        final RecordedFrame first = firstDepth.get(i);
        final long before = first.has("pu") ? first.number("pu") : first.number("U") - 1;
        return wayBackId(i) - before;
    }

    private long wayBackId(int i) {
        return lastDepth.get(i).number("u") + 1;
    }

    private String wayBack(int i) {
        final RecordedFrame last = lastDepth.get(i);
        String text = last.text();
        final long id = wayBackId(i);
        text = withNumber(text, "U", id);
        text = withNumber(text, "u", id);
        text = last.has("pu") ? withNumber(text, "pu", id - 1) : text;
        final String tail = text.endsWith("}}") ? "}}" : "}";
        return text.substring(0, text.indexOf("\"b\":[")) + "\"b\":" + end.get(i).bidsTo(begin.get(i))
            + ",\"a\":" + end.get(i).asksTo(begin.get(i)) + tail;
    }

    private static String withNumber(String text, String name, long value) {
        final int from = RecordedFrame.numberAt(text, name);
        return text.substring(0, from) + value + text.substring(RecordedFrame.endOfDigits(text, from));
    }

    private static String moved(String text, long byMs) {
        String moved = text;
        for (final String name : new String[] {"E", "T"}) {
            final int from = RecordedFrame.numberAt(text, name);
            if (from >= 0 && byMs != 0) {
                final long time = Long.parseLong(text, from, RecordedFrame.endOfDigits(text, from), 10);
                moved = withNumber(moved, name, time + byMs);
            }
        }
        return moved;
    }

    private List<Instrument> instruments() {
        final List<Instrument> instruments = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            final String info = recording.exchangeInfos.get(symbols.get(i));
            final Instrument shown = fromNumbers(i);
            final Instrument listed = info == null ? null : fromInfo(i, info);
            instruments.add(listed == null || listed.priceExponent() > shown.priceExponent() ? shown : listed);
        }
        return instruments;
    }

    /** Null where the reply is of a market that the engine does not trade: COIN-M's has other fields. */
    private Instrument fromInfo(int i, String info) {
        try {
            return ExchangeInfo.readAll(info.getBytes(StandardCharsets.UTF_8), List.of(symbols.get(i)), i + 1, venue)
                .get(0);
        } catch (final ListingException e) {
            return null;
        }
    }

    /**
     * The finest step that any number of the recording shows: where no exchangeInfo was recorded, and where a book
     * still holds prices off today's tick (NKNUSDT in 2021, after its tick had become coarser).
     */
    private Instrument fromNumbers(int i) {
        final int price = Math.max(begin.get(i).priceDecimals(), end.get(i).priceDecimals());
        final String symbol = symbols.get(i);
        return new Instrument(i + 1, venue, symbol, symbol, symbol, -price, ASSET_EXPONENT, 1, 1, 1, Long.MAX_VALUE, 0,
            InstrumentStatus.TRADING);
    }
}
