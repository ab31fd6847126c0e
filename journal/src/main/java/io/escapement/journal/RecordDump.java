package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.journal.chronicle.WireText;
import org.agrona.DirectBuffer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records for people to read: every message with its field names, prices and quantities as plain decimals at the
 * exponents of the instrument definitions seen so far. A field that says "none" is left out; a price whose instrument
 * has not been defined yet is shown as {@code priceMantissa}. For cold paths.
 */
public final class RecordDump {
    private static final long NS_PER_S = 1_000_000_000;
    private static final String[] VERDICTS = {"NONE", "APPLIED", "HELD", "IGNORED", "REFUSED"};

    private final MessageDump messages = new MessageDump(MessageSchema.load());
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    /** Takes note of an instrument's exponents, where the record is its definition. */
    public void learn(DirectBuffer buffer, int record) {
        final int event = RecordLayout.event(record);
        if (RecordLayout.templateId(buffer, event) == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(buffer, event, header);
            messages.learn(definition.instrumentId(),
                new MessageDump.Exponents(definition.priceExponent(), definition.quantityExponent()));
        }
    }

    /** The record as names and values: text, Long, Double, maps, and lists of maps. */
    public Map<String, Object> tree(DirectBuffer buffer, int record) {
        learn(buffer, record);
        final Map<String, Object> tree = new LinkedHashMap<>();
        final long timeNs = RecordLayout.eventTimeNs(buffer, record);
        tree.put("sequence", RecordLayout.sequence(buffer, record));
        tree.put("eventTimeNs", timeNs);
        tree.put("eventTime", Instant.ofEpochSecond(Math.floorDiv(timeNs, NS_PER_S), Math.floorMod(timeNs, NS_PER_S))
            .toString());
        tree.put("provenance", provenance(RecordLayout.provenance(buffer, record)));
        tree.put("verdict", verdict(RecordLayout.verdict(buffer, record)));
        final int event = RecordLayout.event(record);
        tree.put("event", messages.dump(buffer, event, RecordLayout.messageLength(buffer, event)));
        tree.put("effects", effects(buffer, record, event));
        return tree;
    }

    private List<Object> effects(DirectBuffer buffer, int record, int event) {
        final List<Object> effects = new ArrayList<>();
        final int end = record + RecordLayout.length(buffer, record);
        int message = RecordLayout.next(buffer, event);
        while (message < end) {
            final int length = RecordLayout.messageLength(buffer, message);
            final Map<String, Object> effect = messages.dump(buffer, message, length);
            effect.put("stage", (long) RecordLayout.stage(buffer, message));
            effects.add(effect);
            message = RecordLayout.next(buffer, message);
        }
        return effects;
    }

    private static String provenance(byte code) {
        return code >= 1 && code <= 4 ? Provenance.of(code).name() : "code " + code;
    }

    private static String verdict(byte code) {
        return code >= 0 && code < VERDICTS.length ? VERDICTS[code] : "code " + code;
    }

    /** The record in several lines. */
    public String text(DirectBuffer buffer, int record) {
        return WireText.text(tree(buffer, record));
    }

    /** The record as one JSON object in one line. */
    public String json(DirectBuffer buffer, int record) {
        return WireText.json(tree(buffer, record));
    }
}
