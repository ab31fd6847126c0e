package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.loopback.exchange.OrderRefused;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One connection to Bybit's private stream, or to its order entry. */
final class BybitSocket extends DeskTalk implements PrivateFeed.Sink<BybitDesk.Push> {
    private static final Set<String> TOPICS = Set.of("order", "execution", "position", "wallet");
    private static final Set<String> METHODS = Set.of("order.create", "order.amend", "order.cancel");
    private static final int MOST_REMEMBERED = 1_000;

    private final BybitDesk desk;
    private final boolean trades;
    private final Set<String> topics = new TreeSet<>();
    private final ArrayDeque<String> requests = new ArrayDeque<>();
    private boolean authorized;
    private long pushes;

    BybitSocket(final BybitDesk desk, final boolean trades) {
        this.desk = desk;
        this.trades = trades;
    }

    @Override
    void onGone() {
        desk.feed().remove(this);
        desk.disconnectCancel().gone(this);
    }

    @Override
    public void reset() {
        session.reset();
    }

    @Override
    public void push(final BybitDesk.Push event) {
        final String topic = topics.contains(event.topic()) ? event.topic()
            : event.topic() + '.' + desk.words().category();
        if (topics.contains(topic)) {
            session.say(JsonText.object().text("id", "loopback-" + ++pushes).text("topic", topic)
                .number("creationTime", desk.nowMs()).raw("data", '[' + event.data() + ']').toString());
        }
    }

    @Override
    void onText(final String text) {
        desk.disconnectCancel().heard(this);
        final JsonTree request;
        try {
            request = JsonTree.parse(text);
        } catch (final IllegalArgumentException ex) {
            answer("", false, "Invalid JSON", "");
            return;
        }
        final String op = request.text("op");
        switch (op) {
            case "ping" -> session.say(trades
                ? "{\"retCode\":0,\"op\":\"pong\",\"data\":[\"" + desk.nowMs() + "\"],\"connId\":\"loopback\"}"
                : "{\"req_id\":" + JsonTree.quoted(request.text("req_id")) + ",\"op\":\"pong\",\"args\":[\""
                + desk.nowMs() + "\"],\"conn_id\":\"loopback\"}");
            case "auth" -> authorize(request);
            case "subscribe", "unsubscribe" -> subscribe(request, op);
            default -> order(request, op);
        }
    }

    private void authorize(final JsonTree request) {
        final JsonTree args = request.get("args");
        final ApiKey key = desk.trading().key(args.get(0).text());
        final String expires = args.get(1).text();
        authorized = key != null && expires.matches("[0-9]{1,15}") && Long.parseLong(expires) > desk.nowMs()
            && key.verifies("GET/realtime" + expires, args.get(2).text());
        answer(request.text(trades ? "reqId" : "req_id"), authorized, authorized ? "" : "Params Error", "auth");
        if (!authorized) {
            session.close(1008, "authentication failed");
        }
    }

    private void answer(final String id, final boolean success, final String message, final String op) {
        session.say(trades ? JsonText.object().text("reqId", id).number("retCode", success ? 0 : 10_004)
            .text("retMsg", success ? "OK" : message).text("op", op).text("connId", "loopback").toString()
            : JsonText.object().bool("success", success).text("ret_msg", message).text("op", op).text("req_id", id)
            .text("conn_id", "loopback").toString());
    }

    private void subscribe(final JsonTree request, final String op) {
        final List<String> asked = request.get("args").items().stream().map(JsonTree::text).toList();
        final String id = request.text("req_id");
        if (trades || !authorized) {
            answer(id, false, "Request not authorized", op);
            return;
        }
        for (final String topic : asked) {
            final String plain = topic.replace('.' + desk.words().category(), "");
            if (!TOPICS.contains(plain) && !topic.startsWith("dcp.")) {
                answer(id, false, "error:handler not found,topic:" + topic, op);
                return;
            }
        }
        final boolean timer = asked.contains(desk.disconnectTopic());
        if (timer && !desk.trading().deadMan()) {
            answer(id, false, "error:DCP is not enabled for this account,topic:" + desk.disconnectTopic(), op);
            return;
        }
        if (op.equals("subscribe")) {
            topics.addAll(asked);
            desk.feed().remove(this);
            desk.feed().add(this);
        } else {
            asked.forEach(topics::remove);
        }
        if (timer && op.equals("subscribe")) {
            desk.disconnectCancel().listens(this);
        } else if (timer) {
            desk.disconnectCancel().leaves(this);
        }
        answer(id, true, "", op);
    }

    private void order(final JsonTree request, final String op) {
        final String id = request.text("reqId");
        if (!trades || !METHODS.contains(op)) {
            answer(id, false, "unknown op " + op, op);
            return;
        }
        final Ask ask = new Ask(id, op, Params.of(request.get("args").get(0)));
        final String time = desk.time(request.get("header").text("X-BAPI-TIMESTAMP"),
            request.get("header").has("X-BAPI-RECV-WINDOW") ? request.get("header").text("X-BAPI-RECV-WINDOW")
            : "5000");
        if (!authorized) {
            session.say(ask.answer(10_003, "API key is invalid.", "{}"));
        } else if (time != null) {
            session.say(ask.answer(10_002, JsonTree.parse(time).text("retMsg"), "{}"));
        } else if (!id.isEmpty() && requests.contains(id)) {
            session.say(ask.answer(20_006, "reqId is duplicated", "{}"));
        } else if (desk.isTooMany(op)) {
            session.say(ask.answer(10_006, "Too many visits. Exceeded the API Rate Limit.", "{}"));
        } else {
            requests.add(id);
            if (requests.size() > MOST_REMEMBERED) {
                requests.remove();
            }
            desk.faults.perform(ask, session.wire());
        }
    }

    /** One order request. */
    private final class Ask implements OrderFaults.Request<String> {
        private final String id;
        private final String method;
        private final Params params;

        Ask(final String id, final String method, final Params params) {
            this.id = id;
            this.method = method;
            this.params = params;
        }

        String answer(final int code, final String message, final String data) {
            final Map<String, String> limits = desk.limits(method);
            return JsonText.object().text("reqId", id).number("retCode", code).text("retMsg", message)
                .text("op", method).raw("data", data).raw("retExtInfo", "{}")
                .raw("header", limits.entrySet().stream().map(entry -> JsonTree.quoted(entry.getKey()) + ':'
                    + JsonTree.quoted(entry.getValue())).collect(Collectors.joining(",", "{", ",\"Traceid\":\"0\","
                    + "\"Timenow\":\"" + desk.nowMs() + "\"}"))).text("connId", "loopback").toString();
        }

        @Override
        public String carryOut() {
            try {
                return answer(0, "OK", desk.change(method, params));
            } catch (final VenueError ex) {
                return answer(BybitDesk.code(ex), ex.getMessage(), "{}");
            } catch (final OrderRefused ex) {
                final VenueError error = desk.words().error(ex.code(), ex.getMessage());
                return answer(error.code(), error.getMessage(), "{}");
            }
        }

        @Override
        public String unknown() {
            return answer(10_000, "Server Timeout", "{}");
        }

        @Override
        public String tooMany(final boolean banned, final long retryAfterMs) {
            return banned ? answer(10_403, "Exceeded IP rate limit", "{}")
                : answer(10_006, "Too many visits. Exceeded the API Rate Limit.", "{}");
        }

        @Override
        public String refused(final int code) {
            return method.equals("order.create") ? answer(desk.refusal(code), "refused (injected fault)", "{}") : null;
        }

        @Override
        public String maintenance() {
            return answer(10_019, "The trading service is restarting. Please reconnect.", "{}");
        }
    }
}
