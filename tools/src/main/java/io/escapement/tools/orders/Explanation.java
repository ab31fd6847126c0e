package io.escapement.tools.orders;

import io.escapement.tools.journal.RecordLine;
import io.escapement.tools.orders.CheckWords.Words;
import io.escapement.tools.orders.GateChecks.Check;
import io.escapement.tools.orders.GateChecks.Comparison;
import io.escapement.tools.orders.OrderLife.Step;
import io.escapement.tools.terminal.JsonLines;
import io.escapement.tools.terminal.Times;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole way of an order, for a person or a program. */
final class Explanation {
    private static final Set<String> BOOK = Set.of("BookStatus", "BookChange", "ReleasedDelta", "ConsolidatedChange");
    private static final Set<String> FEATURES = Set.of("Bar", "Signal", "Arbitrage");
    private static final Set<String> DECISION = Set.of("OrderIntent", "AmendIntent");

    private final long order;
    private final Map<String, Object> record;
    private final List<Check> checks;
    private final CheckWords words;
    private final List<Step> afterwards;
    private final OrderLives lives;
    private final boolean same;

    /** @param record that made the order, as a tree */
    Explanation(long order, Map<String, Object> record, List<Check> checks, CheckWords words, List<Step> afterwards,
                OrderLives lives, boolean same) {
        this.words = words;
        this.order = order;
        this.record = record;
        this.checks = checks;
        this.afterwards = afterwards;
        this.lives = lives;
        this.same = same;
    }

    void print(PrintWriter out) {
        final String when = record.get("sequence") + " " + record.get("eventTime");
        out.println("order " + OrderName.of(order) + (same ? ""
            : ": WHAT THE CORE MAKES OF ITS RECORD NOW IS NOT WHAT IS RECORDED"));
        section(out, "began with", when, List.of(event()));
        section(out, "book", when, effects(BOOK));
        section(out, "features", when, effects(FEATURES));
        out.println("  (no features in this version beyond bars and the strategy's own signal)");
        section(out, "decision", when, effects(DECISION));
        out.println("risk checks, " + checks.size() + ":");
        checks.forEach(check -> out.println("  " + when + " " + (check.allowed() ? "passed " : "DENIED ") + check.rule()
            + " (row " + check.rule().value() + ", " + check.control() + ")" + comparisons(check)));
        section(out, "order", when, ofOrder());
        out.println("what became of it, " + afterwards.size() + ":");
        afterwards.forEach(step -> out.println("  " + step.sequence() + " " + Times.format(step.eventTimeNs())
            + (step.event() ? " <- " : " -> ") + RecordLine.message(step.message(), lives.listing())));
        final OrderLife life = lives.find(order);
        out.println(OrderName.of(order) + " is " + life.status + ", filled " + life.filled + " of " + life.quantity);
    }

    private String comparisons(Check check) {
        final StringBuilder text = new StringBuilder();
        if (check.comparisons().isEmpty()) {
            final Words said = words.of(check.control());
            return text.append(": limit ").append(said.limit())
                .append("; observed ").append(said.observed()).toString();
        }
        for (final Comparison each : check.comparisons()) {
            text.append(": ").append(each.scope()).append(" limit ").append(each.limit()).append(", observed ")
                .append(each.observed() == null ? "unknown" : each.observed());
        }
        return text.toString();
    }

    private void section(PrintWriter out, String title, String when, List<Map<String, Object>> messages) {
        out.println(title + (messages.isEmpty() ? ": nothing in this record" : ":"));
        messages.forEach(message -> out.println("  " + when + " " + RecordLine.message(message, lives.listing())));
    }

    private Map<String, Object> event() {
        return map(record.get("event"));
    }

    private List<Map<String, Object>> effects(Set<String> types) {
        final List<Map<String, Object>> found = new ArrayList<>();
        for (final Object effect : (List<?>) record.get("effects")) {
            if (types.contains(String.valueOf(map(effect).get("type")))) {
                found.add(map(effect));
            }
        }
        return found;
    }

    private List<Map<String, Object>> ofOrder() {
        final List<Map<String, Object>> found = new ArrayList<>();
        for (final Object effect : (List<?>) record.get("effects")) {
            if (Long.valueOf(order).equals(map(effect).get("clientOrderId"))) {
                found.add(map(effect));
            }
        }
        return found;
    }

    void writeJson(PrintWriter out) {
        final JsonLines lines = new JsonLines(out);
        message(lines, "began", event());
        effects(BOOK).forEach(effect -> message(lines, "book", effect));
        effects(FEATURES).forEach(effect -> message(lines, "features", effect));
        effects(DECISION).forEach(effect -> message(lines, "decision", effect));
        checks.forEach(check -> lines.line(json -> {
            json.writeStringField("part", "check");
            json.writeNumberField("sequence", (Long) record.get("sequence"));
            json.writeNumberField("eventTimeNs", (Long) record.get("eventTimeNs"));
            json.writeStringField("rule", check.rule().name());
            json.writeNumberField("row", check.rule().value());
            json.writeStringField("control", check.control());
            json.writeBooleanField("allowed", check.allowed());
            if (check.comparisons().isEmpty()) {
                final Words said = words.of(check.control());
                json.writeStringField("limit", said.limit());
                json.writeStringField("observed", said.observed());
            }
            json.writeArrayFieldStart("comparisons");
            for (final Comparison each : check.comparisons()) {
                json.writeStartObject();
                json.writeStringField("scope", each.scope());
                json.writeNumberField("limit", each.limit());
                if (each.observed() != null) {
                    json.writeNumberField("observed", each.observed());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
        ofOrder().forEach(effect -> message(lines, "order", effect));
        afterwards.forEach(step -> lines.line(json -> {
            json.writeStringField("part", step.event() ? "report" : "effect");
            json.writeNumberField("sequence", step.sequence());
            json.writeNumberField("eventTimeNs", step.eventTimeNs());
            json.writeStringField("text", RecordLine.message(step.message(), lives.listing()));
        }));
    }

    private void message(JsonLines lines, String part, Map<String, Object> message) {
        lines.line(json -> {
            json.writeStringField("part", part);
            json.writeNumberField("sequence", (Long) record.get("sequence"));
            json.writeNumberField("eventTimeNs", (Long) record.get("eventTimeNs"));
            json.writeStringField("text", RecordLine.message(message, lives.listing()));
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
