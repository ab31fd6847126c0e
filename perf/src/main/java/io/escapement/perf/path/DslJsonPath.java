package io.escapement.perf.path;

import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.perf.decode.DepthFields;
import io.escapement.perf.decode.DslJsonDecode;
import io.escapement.perf.recording.Loop;

/** dsl-json by hand, then mantissas in sorted maps: the fastest library, the usual book. */
final class DslJsonPath implements FramePath {
    private final Loop loop;
    private final DslJsonDecode decode;
    private final DepthFields fields = new DepthFields();
    private final LongTreeBooks books;

    DslJsonPath(Loop loop) {
        this.loop = loop;
        decode = new DslJsonDecode(new InstrumentLookup(loop.instruments()));
        books = new LongTreeBooks(loop);
    }

    @Override
    public String name() {
        return "dsl-json + TreeMap<Long, Long>";
    }

    @Override
    public long onFrame(int frame) {
        decode.decode(loop.array(frame), fields);
        return books.apply(fields);
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
        books.top(instrument, into);
    }
}
