package io.escapement.engine.venue.binance;

import io.escapement.codecs.sbe.RejectCode;
import io.escapement.engine.venue.net.RestCall;
import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.Allowance;
import io.escapement.engine.venue.orders.Answer;
import io.escapement.engine.venue.orders.Ask;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.Query;
import io.escapement.engine.venue.orders.Refusal;
import io.escapement.engine.venue.orders.RefusalTable;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.RequestBudget;
import org.agrona.DirectBuffer;

import java.util.List;
import java.util.Locale;

/**
 * Signed requests of Binance's REST interfaces, spot and futures, and what their errors mean. Everything stands in the
 * query, in the order in which it was signed.
 */
final class BinanceCalls {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final AccountConfig config;
    private final RequestBudget budget;
    private final RefusalTable refusals;
    private final List<String> headers;
    private final Query query = new Query(true);
    private final JsonMessage json = new JsonMessage();

    BinanceCalls(AccountConfig config, RequestBudget budget, RefusalTable refusals) {
        this.config = config;
        this.budget = budget;
        this.refusals = refusals;
        this.headers = List.of("X-MBX-APIKEY", config.secrets().key());
    }

    /** Codes that spot and futures have in common. */
    static RefusalTable codes() {
        return new RefusalTable()
            .unknown(-1000, -1001, -1006, -1007)
            .notFound(-2011, -2013)
            .refused(RejectCode.RATE_LIMIT, -1003, -1008, -1015)
            .refused(RejectCode.CLOCK, -1021)
            .refused(RejectCode.AUTHENTICATION, -1002, -1022, -2014, -2015)
            .refused(RejectCode.UNKNOWN_INSTRUMENT, -1121)
            .refused(RejectCode.MALFORMED, -1100, -1101, -1102, -1103, -1104, -1105, -1106, -1111, -1112, -1114,
                -1115, -1116, -1117, -1128, -1130)
            .refused(RejectCode.MAINTENANCE, -1016);
    }

    /** Empty parameters. */
    Query query() {
        return query.clear();
    }

    RequestBudget budget() {
        return budget;
    }

    /** With time and signature behind the parameters. */
    Ask signed(String method, String path, Query parameters, int weight, int orders, long venueMs) {
        return signed(method, path, parameters, path, weight, orders, venueMs);
    }

    /** As the other; messages and who reads the reply, are shown the parameters too, which must hold nothing secret. */
    Ask shown(String path, Query parameters, int weight, long venueMs) {
        return signed("GET", path, parameters, path + "?" + parameters, weight, 0, venueMs);
    }

    private Ask signed(String method, String path, Query parameters, String shown, int weight, int orders,
                       long venueMs) {
        final String text = parameters.add("recvWindow", config.recvWindowMs()).add("timestamp", venueMs)
            .sign(config.secrets().signer()).toString();
        return new Ask(new RestCall(method, path + "?" + text, shown, null, headers, method.equals("GET")), weight,
            orders);
    }

    /** With the key, but no signature. */
    Ask keyed(String method, String path, int weight) {
        return new Ask(new RestCall(method, path, path, null, headers, false), weight, 0);
    }

    Ask plain(String path, int weight) {
        return new Ask(new RestCall("GET", path, path, null, List.of(), true), weight, 0);
    }

    /** What a reply refuses; null where it grants. */
    Answer refusal(RestReply reply) {
        if (reply.status() == OK) {
            return null;
        }
        int code = 0;
        String words = reply.httpStatus().toString();
        try {
            json.object(reply.body(), 0, reply.body().capacity());
            code = (int) json.integerOr("code", 0);
            words = json.words("msg");
        } catch (final ReplyException noJson) {
            // A gateway before the venue answers in other ways; the status then says what is to be said.
        }
        return new Answer(meaning(reply.status(), code, words), code, config.secrets().redact(words));
    }

    /** What an error means, whichever way it came. */
    Refusal meaning(int status, int code, String words) {
        if (status == UNAVAILABLE && isFailed(code, words)) {
            return Refusal.of(RejectCode.MAINTENANCE);
        }
        if (status >= 500 || status == 408) {
            return Refusal.UNKNOWN;
        }
        if (code == -2010 || code == -1013) {
            return byWords(words.toLowerCase(Locale.ROOT));
        }
        return refusals.has(code) ? refusals.of(code) : code == 0 ? RefusalTable.ofStatus(status) : Refusal.OTHER;
    }

    /** Of a 503 only the first of the venue's three texts leaves open what became of the request. */
    private static boolean isFailed(int code, String words) {
        return code == -1008 || words.startsWith("Service Unavailable")
            || words.startsWith("Internal error; unable to process your request");
    }

    private static Refusal byWords(String words) {
        if (words.contains("duplicate order")) {
            return new Refusal(RejectCode.DUPLICATE_ORDER, Refusal.Fate.DUPLICATE);
        }
        if (words.contains("insufficient balance") || words.contains("margin is insufficient")) {
            return Refusal.of(RejectCode.INSUFFICIENT_BALANCE);
        }
        if (words.contains("immediately match")) {
            return Refusal.of(RejectCode.WOULD_CROSS);
        }
        if (words.contains("trigger immediately")) {
            return Refusal.of(RejectCode.WOULD_TRIGGER);
        }
        if (words.contains("market is closed") || words.contains("not supported for this symbol")
            || words.contains("trading is not") || words.contains("symbol not")) {
            return Refusal.of(RejectCode.NOT_TRADING);
        }
        return byFilter(words);
    }

    private static Refusal byFilter(String words) {
        if (words.contains("notional")) {
            return Refusal.of(RejectCode.BELOW_MINIMUM_NOTIONAL);
        }
        if (words.contains("percent_price")) {
            return Refusal.of(RejectCode.PRICE_BAND);
        }
        if (words.contains("price_filter")) {
            return Refusal.of(RejectCode.OFF_TICK);
        }
        if (words.contains("lot_size")) {
            return Refusal.of(RejectCode.OFF_LOT);
        }
        if (words.contains("max_num")) {
            return Refusal.of(RejectCode.OPEN_ORDER_LIMIT);
        }
        return words.contains("max_position") ? Refusal.of(RejectCode.POSITION_LIMIT) : Refusal.OTHER;
    }

    /** The counts in the headers. */
    void observe(RestReply reply, long nowMs) {
        observe(budget.weight(60_000), reply.number("X-MBX-USED-WEIGHT-1M", -1), nowMs);
        observe(budget.orders(10_000), reply.number("X-MBX-ORDER-COUNT-10S", -1), nowMs);
        observe(budget.orders(60_000), reply.number("X-MBX-ORDER-COUNT-1M", -1), nowMs);
        observe(budget.orders(86_400_000), reply.number("X-MBX-ORDER-COUNT-1D", -1), nowMs);
    }

    private static void observe(Allowance window, long used, long nowMs) {
        if (window != null && used >= 0) {
            window.observed(used, nowMs);
        }
    }

    /** The body as one object. */
    static JsonMessage object(JsonMessage into, RestReply reply) {
        final DirectBuffer body = reply.body();
        return into.object(body, 0, body.capacity());
    }

    /** The body as an array of objects. */
    static JsonMessage array(JsonMessage into, RestReply reply) {
        final DirectBuffer body = reply.body();
        return into.array(body, 0, body.capacity());
    }
}
