package io.escapement.tools.view;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BestBidOfferDecoder;
import io.escapement.codecs.sbe.BookChangeDecoder;
import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.engine.feed.LevelGroups;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.books.CapturePlayer;
import io.escapement.tools.terminal.Interruption;
import io.escapement.tools.terminal.ProgressLine;
import org.agrona.collections.Int2ObjectHashMap;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures on a capture what order flow has to do with the mid: by the engine's books, and by the best prices that the
 * venue sends besides, which come more often than the changes of a book.
 */
final class OfiCheck implements Stage {
    static final String BOOK = "book";
    static final String BEST = "best prices";
    private static final String CAPTURE = ".jsonl.gz";
    private static final int STATE = MessageHeaderDecoder.ENCODED_LENGTH + BookChangeDecoder.stateEncodingOffset();

    private final Int2ObjectHashMap<OfiMeasure> books = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<OfiMeasure> bests = new Int2ObjectHashMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookChangeDecoder change = new BookChangeDecoder();
    private final BestBidOfferDecoder best = new BestBidOfferDecoder();
    private final LevelGroups levels = new LevelGroups();

    private OfiCheck() {
    }

    /** What a capture says, by instrument and source. */
    static List<OfiReport> of(Path capture, Interruption interruption, ProgressLine progress) throws IOException {
        final OfiCheck check = new OfiCheck();
        final List<Instrument> instruments = CapturePlayer.play(capture, List.of(check), interruption, progress);
        final String name = capture.getFileName().toString();
        final String recording = name.endsWith(CAPTURE) ? name.substring(0, name.length() - CAPTURE.length()) : name;
        final List<OfiReport> reports = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            report(recording, instrument, BOOK, check.books.get(instrument.id()), reports);
            report(recording, instrument, BEST, check.bests.get(instrument.id()), reports);
        }
        return reports;
    }

    private static void report(String recording, Instrument instrument, String source, OfiMeasure measure,
                               List<OfiReport> reports) {
        if (measure != null) {
            reports.add(new OfiReport(recording, instrument.symbol(), source, measure.rOfOne(), measure.rOfTen(),
                measure.ups(), measure.quotes(), OfiKnown.of(recording, instrument.symbol(), source)));
        }
    }

    @Override
    public String name() {
        return "ofi-check";
    }

    @Override
    public void onEvent(Slot slot) {
        if (slot.eventTemplateId() == BestBidOfferDecoder.TEMPLATE_ID) {
            best.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
            quote(bests, best.instrumentId(), slot.eventTimeNs(), best.bidPrice(), best.bidQuantity(),
                best.askPrice(), best.askQuantity());
        }
        for (int at = slot.firstChecked(); at != Slot.NONE; at = slot.nextChecked(at)) {
            if (slot.templateId(at) == BookChangeDecoder.TEMPLATE_ID
                && slot.buffer().getByte(at + STATE) == (byte) BookState.LIVE.value()) {
                change.wrapAndApplyHeader(slot.buffer(), at, header);
                levels.wrap(slot.buffer(), at);
                if (levels.bidCount() > 0 && levels.askCount() > 0) {
                    quote(books, change.instrumentId(), slot.eventTimeNs(), levels.bidPrice(0),
                        levels.bidQuantity(0), levels.askPrice(0), levels.askQuantity(0));
                }
            }
        }
    }

    private static void quote(Int2ObjectHashMap<OfiMeasure> measures, int instrumentId, long timeNs, long bid,
                              long bidSize, long ask, long askSize) {
        if (bid > 0 && bid < ask && bidSize > 0 && askSize > 0) {
            measures.computeIfAbsent(instrumentId, id -> new OfiMeasure()).quote(timeNs, bid, bidSize, ask, askSize);
        }
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
