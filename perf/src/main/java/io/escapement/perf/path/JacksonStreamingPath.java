package io.escapement.perf.path;

import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.perf.decode.DepthFields;
import io.escapement.perf.decode.JacksonStreamingDecode;
import io.escapement.perf.recording.Loop;

/** Jackson's token stream, then mantissas in sorted maps: a careful programmer's choice. */
final class JacksonStreamingPath implements FramePath {
    private final Loop loop;
    private final JacksonStreamingDecode decode;
    private final DepthFields fields = new DepthFields();
    private final LongTreeBooks books;

    JacksonStreamingPath(Loop loop) {
        this.loop = loop;
        decode = new JacksonStreamingDecode(new InstrumentLookup(loop.instruments()));
        books = new LongTreeBooks(loop);
    }

    @Override
    public String name() {
        return "Jackson streaming + TreeMap<Long, Long>";
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
