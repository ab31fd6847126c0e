package io.escapement.engine.venue.bybit;

import io.escapement.engine.venue.json.AsciiText;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.Answer;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.JsonMessage;
import io.escapement.engine.venue.orders.Operation;
import io.escapement.engine.venue.orders.RefusalTable;
import io.escapement.engine.venue.orders.ReplyException;
import org.agrona.DirectBuffer;

/** Bybit's socket for orders: logon, and whether requests have arrived. */
final class BybitTradeLine extends AccountLine {
    static final int PING_EVERY_MS = 20_000;
    private static final int RESTARTING = 10019;
    private static final int TOO_MANY = 10006;
    private static final long AUTH_VALID_MS = 10_000;

    private final AccountConfig config;
    private final AccountDesk desk;
    private final RefusalTable refusals;
    private final JsonMessage json = new JsonMessage();

    BybitTradeLine(AccountConfig config, AccountDesk desk, RefusalTable refusals) {
        this.config = config;
        this.desk = desk;
        this.refusals = refusals;
    }

    @Override
    public String name() {
        return "the trade socket";
    }

    @Override
    public String url() {
        return config.webSocketUrl() + "/v5/trade";
    }

    @Override
    public boolean takesOrders() {
        return true;
    }

    @Override
    public long pingEveryMs() {
        return PING_EVERY_MS;
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    @Override
    public void opened() {
        send(auth(config, desk.venueMs()));
    }

    static String auth(AccountConfig config, long venueMs) {
        final long expires = venueMs + AUTH_VALID_MS;
        return "{\"op\":\"auth\",\"args\":[\"" + config.secrets().key() + "\"," + expires + ",\""
            + config.secrets().signer().sign("GET/realtime" + expires) + "\"]}";
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long receiveTimeNs) {
        try {
            json.object(frame, offset, length);
            if (json.is("op", "auth")) {
                logon();
            } else if (json.startsWith("op", "order.")) {
                reply();
            } else if (json.integerOr("retCode", 0) == RESTARTING) {
                desk.interrupted(this, "the venue restarts its trade sockets");
            }
        } catch (final ReplyException malformed) {
            desk.malformed(name() + ": " + malformed.getMessage());
        }
    }

    private void logon() {
        if (json.integer("retCode") == 0) {
            desk.loggedOn(this);
            desk.ready(this);
        } else {
            desk.refused(this, "the logon was refused: " + json.words("retCode") + " " + json.words("retMsg"));
        }
    }

    private void reply() {
        final int code = (int) json.integer("retCode");
        final Operation operation = json.is("op", "order.create") ? Operation.PLACE
            : json.is("op", "order.cancel") ? Operation.CANCEL : Operation.AMEND;
        final int point = AsciiText.find(json.text(), json.begin("reqId"), json.end("reqId"), '.');
        final int from = point == AsciiText.NONE ? json.begin("reqId") : point + 1;
        final long id = ClientOrderText.parse(json.text(), from, json.end("reqId"));
        final Answer refusal = code == 0 ? null
            : new Answer(refusals.of(code), code, config.secrets().redact(json.words("retMsg")));
        if (code == TOO_MANY) {
            desk.budget().close(desk.nowNs() / 1_000_000L + 1_000);
        }
        if (id != ClientOrderText.NONE) {
            desk.answered(operation, id, refusal);
        }
        if (code == RESTARTING) {
            desk.interrupted(this, "the venue restarts its trade sockets");
        }
    }
}
