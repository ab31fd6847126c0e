package io.escapement.tools.journal;

import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

import java.util.Map;
import java.util.TreeMap;

/** The instruments that a journal has defined so far; those of the latest run where runs number them otherwise. */
public final class Listing {
    /** What is shown of an instrument. */
    public record Listed(int id, String venue, String symbol, int priceExponent, int quantityExponent) {
    }

    private final Map<Integer, Listed> byId = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final InstrumentDefinitionDecoder definition = new InstrumentDefinitionDecoder();

    /** Takes note, where the record is a definition or the start of a run. */
    public void learn(DirectBuffer buffer, int record) {
        final int event = RecordLayout.event(record);
        final int templateId = RecordLayout.templateId(buffer, event);
        if (templateId == InstrumentDefinitionDecoder.TEMPLATE_ID) {
            definition.wrapAndApplyHeader(buffer, event, header);
            final int id = definition.instrumentId();
            final String venue = definition.venue().name();
            final int priceExponent = definition.priceExponent();
            final int quantityExponent = definition.quantityExponent();
            byId.put(id, new Listed(id, venue, definition.symbol(), priceExponent, quantityExponent));
        } else if (templateId == RunStartedDecoder.TEMPLATE_ID) {
            byId.clear();
        }
    }

    /** Null where there is none of this id. */
    public Listed byId(int id) {
        return byId.get(id);
    }

    /** Of an id, or a symbol in any case of letters, or {@code VENUE:SYMBOL}; null where there is none. */
    public Listed find(String text) {
        for (final Listed listed : byId.values()) {
            if (text.equals(Integer.toString(listed.id)) || text.equalsIgnoreCase(listed.symbol)
                || text.equalsIgnoreCase(listed.venue + ":" + listed.symbol)) {
                return listed;
            }
        }
        return null;
    }

    /** What a person may choose from. */
    public String choices() {
        final StringBuilder text = new StringBuilder();
        byId.values().forEach(listed -> text.append(text.length() == 0 ? "" : ", ").append(listed.id).append(" = ")
            .append(listed.venue).append(':').append(listed.symbol));
        return text.length() == 0 ? "none" : text.toString();
    }

    /** The symbol; the number where the instrument is not known; empty where there is none. */
    public String name(int id) {
        final Listed listed = byId.get(id);
        return listed != null ? listed.symbol : id == MessageCatalog.NO_INSTRUMENT ? "" : "instrument " + id;
    }
}
