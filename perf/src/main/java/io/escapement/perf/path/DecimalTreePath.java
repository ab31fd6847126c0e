package io.escapement.perf.path;

import com.fasterxml.jackson.databind.JsonNode;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.perf.book.TreeMapDecimalBook;
import io.escapement.perf.decode.JacksonTreeDecode;
import io.escapement.perf.recording.Loop;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** A Jackson tree, then decimals in sorted maps: what most programs do. */
final class DecimalTreePath implements FramePath {
    private final Loop loop;
    private final JacksonTreeDecode decode;
    private final Map<String, TreeMapDecimalBook> books = new HashMap<>();

    DecimalTreePath(Loop loop) {
        this.loop = loop;
        decode = new JacksonTreeDecode(new InstrumentLookup(loop.instruments()));
        for (int i = 0; i < loop.instruments().size(); i++) {
            final TreeMapDecimalBook book = new TreeMapDecimalBook();
            Snapshots.read(loop.snapshot(i), book::setBid, book::setAsk);
            books.put(loop.instruments().get(i).symbol(), book);
        }
    }

    @Override
    public String name() {
        return "Jackson tree + TreeMap<BigDecimal>";
    }

    @Override
    public long onFrame(int frame) {
        final JsonNode event = decode.tree(loop.array(frame));
        final TreeMapDecimalBook book = books.get(event.get("s").textValue());
        for (final JsonNode level : event.get("b")) {
            book.setBid(new BigDecimal(level.get(0).textValue()), new BigDecimal(level.get(1).textValue()));
        }
        for (final JsonNode level : event.get("a")) {
            book.setAsk(new BigDecimal(level.get(0).textValue()), new BigDecimal(level.get(1).textValue()));
        }
        return TopLevels.ofDecimals(book.bids()) + TopLevels.ofDecimals(book.asks());
    }

    @Override
    public long pass() {
        long checksum = 0;
        for (int i = 0; i < loop.recorded(); i++) {
            checksum += onFrame(i);
        }
        return checksum;
    }

    @Override
    public void top(int instrument, long[] into) {
        final Instrument definition = loop.instruments().get(instrument);
        final TreeMapDecimalBook book = books.get(definition.symbol());
        TopLevels.copyDecimals(book.bids(), definition, into, 0);
        TopLevels.copyDecimals(book.asks(), definition, into, 2 * TOP);
    }
}
