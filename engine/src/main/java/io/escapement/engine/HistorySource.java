package io.escapement.engine;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.engine.history.HistoryBars;
import io.escapement.engine.history.Kline;
import io.escapement.engine.history.KlineCsv;
import io.escapement.engine.market.InstrumentReader;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.EventSource;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Verdict;
import org.jctools.queues.SpscArrayQueue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Bars of the past from files, into the ring: those of a symbol as soon as the first instrument that has it is defined,
 * the oldest first, a few at a time so that live data is not held up. Hears of definitions on the listeners' thread, is
 * polled on the reader's.
 */
final class HistorySource implements RecordListener, EventSource {
    private static final int MOST_WAITING = 1_024;
    private static final int A_POLL = 64;

    /**
     * What the config asks for.
     *
     * @param symbol of the instrument, as its venue has it
     * @param file   of klines; see {@link KlineCsv}
     * @param bars   the most that are given, the newest
     */
    record Series(String symbol, long timeframeNs, Path file, int bars) {
    }

    private record Loaded(Series series, List<Kline> klines) {
    }

    private record Due(Instrument instrument, List<Kline> klines) {
    }

    private final List<Loaded> loaded;
    private final InstrumentReader reader = new InstrumentReader();
    private final Queue<Due> due = new SpscArrayQueue<>(MOST_WAITING);
    private final HistoryBars writer = new HistoryBars();
    private int given;

    private HistorySource(List<Loaded> loaded) {
        this.loaded = loaded;
    }

    /**
     * Reads the files.
     *
     * @throws IOException              if one cannot be read
     * @throws IllegalArgumentException if one is not what it should be, or there are too many
     */
    static HistorySource open(List<Series> asked, Console console) throws IOException {
        if (asked.size() > MOST_WAITING) {
            throw new IllegalArgumentException("history: " + asked.size() + " series; expected at most "
                + MOST_WAITING);
        }
        final List<Loaded> loaded = new ArrayList<>();
        for (final Series series : asked) {
            final List<Kline> all = KlineCsv.read(series.file(), series.timeframeNs());
            final List<Kline> newest = List.copyOf(all.subList(Math.max(0, all.size() - series.bars()), all.size()));
            console.info("history of " + series.symbol() + ": " + newest.size() + " bars from " + series.file());
            loaded.add(new Loaded(series, newest));
        }
        return new HistorySource(loaded);
    }

    boolean isEmpty() {
        return loaded.isEmpty();
    }

    @Override
    public void onRecord(Slot slot) {
        if (slot.eventTemplateId() != InstrumentDefinitionDecoder.TEMPLATE_ID || slot.verdict() == Verdict.REFUSED) {
            return;
        }
        final Instrument instrument = reader.read(slot);
        for (int i = loaded.size() - 1; instrument != null && i >= 0; i--) {
            if (loaded.get(i).series().symbol().equals(instrument.symbol())) {
                due.add(new Due(instrument, loaded.remove(i).klines()));
            }
        }
    }

    @Override
    public int poll(Inlet inlet, long nowNs) {
        final Due next = due.peek();
        if (next == null) {
            return 0;
        }
        int published = 0;
        while (published < A_POLL && given < next.klines().size()) {
            final Slot slot = inlet.claim();
            final int length = writer.write(next.klines().get(given), next.instrument(), nowNs, slot.buffer(),
                slot.event());
            slot.commitEvent(length, Provenance.CAPTURE);
            inlet.publish(slot);
            given++;
            published++;
        }
        if (given == next.klines().size()) {
            due.remove();
            given = 0;
        }
        return published;
    }
}
