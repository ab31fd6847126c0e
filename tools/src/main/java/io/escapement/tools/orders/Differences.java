package io.escapement.tools.orders;

import io.escapement.engine.pipeline.Slot;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordDump;
import io.escapement.tools.journal.Listing;
import io.escapement.tools.journal.RecordLine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What accounts said when they were asked, and each difference to what a journal comes to, with its evidence. */
final class Differences {
    private static final int MONEY_SCALE = 8;

    /**
     * One difference.
     *
     * @param kind     order, fill, position or balance
     * @param what     the order, instrument or asset
     * @param since    when the journal last heard of it
     * @param evidence the venue's message
     */
    record Row(String account, String kind, String finding, String what, String instrument, String ours,
               String theirs, Known since, String evidence) {
    }

    private final JournalKnowledge journal;
    private final RecordDump dump = new RecordDump();
    private final Listing listing = new Listing();
    private final Map<String, String> told = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private int messages;

    Differences(JournalKnowledge journal) {
        this.journal = journal;
    }

    List<Row> rows() {
        return rows;
    }

    /** How many messages the venues answered with. */
    int messages() {
        return messages;
    }

    /** Takes in a record of an audit. */
    void heard(String account, Slot slot) {
        listing.learn(slot.buffer(), 0);
        dump.learn(slot.buffer(), 0);
        final Map<String, Object> tree = dump.tree(slot.buffer(), 0);
        final Map<String, Object> event = map(tree.get("event"));
        final String line = RecordLine.message(event, listing);
        switch (String.valueOf(event.get("type"))) {
            case "VenuePosition" -> told.put("position " + event.get("instrumentId"), line);
            case "AccountBalance" -> told.put("balance " + event.get("asset"), line);
            case "VenueOrder", "ExecutionReport", "GatewayStatus" -> { }
            default -> {
                return;
            }
        }
        messages++;
        for (final Object effect : (List<?>) tree.get("effects")) {
            if ("Correction".equals(map(effect).get("type"))) {
                rows.add(row(account, map(effect), event, line));
            }
        }
    }

    private Row row(String account, Map<String, Object> correction, Map<String, Object> event, String line) {
        final String finding = String.valueOf(correction.get("finding"));
        final int instrument = correction.get("instrumentId") instanceof Long id ? id.intValue()
            : MessageCatalog.NO_INSTRUMENT;
        final String kind = switch (finding) {
            case "MISSED_FILL" -> "fill";
            case "POSITION_DIFFERS" -> "position";
            case "BALANCE_DIFFERS" -> "balance";
            default -> "order";
        };
        final String asset = String.valueOf(correction.get("asset"));
        final Long order = correction.get("clientOrderId") instanceof Long id ? id : null;
        final String what = switch (kind) {
            case "position" -> listing.name(instrument);
            case "balance" -> asset;
            default -> order == null ? String.valueOf(event.get("clientText")) : OrderName.of(order);
        };
        final Known since = switch (kind) {
            case "position" -> journal.position(instrument);
            case "balance" -> journal.balance(asset);
            default -> journal.order(order);
        };
        final String evidence = switch (kind) {
            case "position" -> told.getOrDefault("position " + correction.get("instrumentId"), line);
            case "balance" -> told.getOrDefault("balance " + asset, line);
            default -> line;
        };
        final int scale = scale(finding, correction, instrument);
        return new Row(account, kind, finding, what, listing.name(instrument),
            decimal(correction.get("expected"), scale), decimal(correction.get("observed"), scale), since, evidence);
    }

    /** Digits behind the point of what a finding compares. */
    private int scale(String finding, Map<String, Object> correction, int instrument) {
        final Listing.Listed listed = listing.byId(instrument);
        if (listed == null) {
            return finding.equals("BALANCE_DIFFERS") ? MONEY_SCALE : 0;
        }
        if (finding.equals("MISMATCH")) {
            // Of the instrument itself, or of the price.
            return Long.valueOf(instrument).equals(correction.get("observed")) ? 0 : -listed.priceExponent();
        }
        return -listed.quantityExponent();
    }

    private static String decimal(Object mantissa, int scale) {
        return mantissa instanceof Long number ? BigDecimal.valueOf(number, scale).stripTrailingZeros().toPlainString()
            : "not said";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
