package io.escapement.tools.view;

import io.escapement.codecs.sbe.BookState;
import io.escapement.codecs.sbe.BookStatusDecoder;
import io.escapement.codecs.sbe.ColumnBlock;
import io.escapement.codecs.sbe.DataGapDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.QualityAlertDecoder;
import io.escapement.engine.columns.ColumnsReader;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.tools.terminal.Times;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Behind all stages of the view: keeps what they say of quality, of each instrument over all runs of a journal. */
final class QualityLog implements Stage {
    private final Map<String, QualityRow> rows = new TreeMap<>();
    private final Map<Integer, QualityRow> byId = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();
    private final BookStatusDecoder status = new BookStatusDecoder();
    private final DataGapDecoder gap = new DataGapDecoder();
    private final QualityAlertDecoder alert = new QualityAlertDecoder();
    private final ColumnsReader columns = new ColumnsReader();
    private long lastNs;

    /** A run has ended, or the journal has; the next one numbers its instruments anew. */
    void endRun() {
        byId.values().forEach(row -> row.end(lastNs));
        byId.clear();
    }

    /** By name. */
    Collection<QualityRow> rows() {
        return rows.values();
    }

    /** Event time of the last record. */
    long lastNs() {
        return lastNs;
    }

    @Override
    public String name() {
        return "quality log";
    }

    @Override
    public void onEvent(Slot slot) {
        lastNs = slot.eventTimeNs();
        if (slot.eventTemplateId() == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            define(slot);
        }
        for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
            switch (slot.templateId(effect)) {
                case BookStatusDecoder.TEMPLATE_ID -> onStatus(slot, effect);
                case DataGapDecoder.TEMPLATE_ID -> onGap(slot, effect);
                case QualityAlertDecoder.TEMPLATE_ID -> onAlert(slot, effect);
                default -> { }
            }
        }
        for (int effect = slot.firstChecked(); effect != Slot.NONE; effect = slot.nextChecked(effect)) {
            if (ColumnsReader.reads(slot.templateId(effect))
                && columns.wrap(slot.buffer(), effect).block() == ColumnBlock.QUALITY) {
                final QualityRow row = byId.get(columns.subjectId());
                if (row != null) {
                    row.take(columns);
                }
            }
        }
    }

    private void define(Slot slot) {
        definition.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final int id = definition.instrumentId();
        final String name = definition.venue() + ":" + definition.symbol();
        byId.put(id, rows.computeIfAbsent(name, QualityRow::new));
    }

    private void onStatus(Slot slot, int effect) {
        status.wrapAndApplyHeader(slot.buffer(), effect, header);
        final QualityRow row = byId.get(status.instrumentId());
        if (row != null) {
            row.onBook(status.state() == BookState.LIVE, status.reason().name(), slot.eventTimeNs());
        }
    }

    private void onGap(Slot slot, int effect) {
        gap.wrapAndApplyHeader(slot.buffer(), effect, header);
        final QualityRow row = byId.get(gap.instrumentId());
        if (row != null) {
            final String of = gap.durationNs() == DataGapDecoder.durationNsNullValue() ? "BOOK "
                : "BARS OF " + Times.duration(gap.durationNs()) + " ";
            row.gaps.add(new QualityRow.Gap(gap.fromNs(), gap.toNs(), of + gap.cause(), false));
        }
    }

    private void onAlert(Slot slot, int effect) {
        alert.wrapAndApplyHeader(slot.buffer(), effect, header);
        final QualityRow row = byId.get(alert.instrumentId());
        if (row != null) {
            row.alerts.add(new QualityRow.Alert(slot.eventTimeNs(), alert.finding(), alert.observed(),
                alert.allowed()));
        }
    }

    @Override
    public long stateHash() {
        return 0;
    }
}
