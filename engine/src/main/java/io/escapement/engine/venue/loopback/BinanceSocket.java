package io.escapement.engine.venue.loopback;

/**
 * One connection to Binance's WebSocket API: requests signed one by one or by a logon; at spot the account's events
 * too, where they are subscribed to.
 */
final class BinanceSocket extends DeskTalk implements PrivateFeed.Sink<String> {
    private static final long PING_EVERY_MS = 20_000;

    private final BinanceDesk desk;
    private ApiKey loggedOn;
    private long connectedMs;
    private long authorizedMs;
    private boolean subscribed;
    private int lastSubscription = -1;

    BinanceSocket(final BinanceDesk desk) {
        this.desk = desk;
    }

    @Override
    void begin() {
        connectedMs = desk.nowMs();
    }

    @Override
    long pingEveryMs() {
        return PING_EVERY_MS;
    }

    @Override
    void onGone() {
        desk.feed().remove(this);
    }

    @Override
    public void push(final String event) {
        session.say("{\"subscriptionId\":" + lastSubscription + ",\"event\":" + event + '}');
    }

    @Override
    public void reset() {
        session.reset();
    }

    @Override
    void onText(final String text) {
        final JsonTree request;
        try {
            request = JsonTree.parse(text);
        } catch (final IllegalArgumentException ex) {
            session.say("{\"id\":null,\"status\":400,\"error\":{\"code\":-1000,\"msg\":\"Invalid JSON\"}}");
            return;
        }
        final Ask ask = new Ask(request);
        final BinanceDesk.Method method = desk.method(request.text("method"));
        if (method == null) {
            ask.answer(() -> ofSession(request.text("method"), ask.params));
        } else {
            ask.go(request.text("method"), method);
        }
    }

    private String ofSession(final String method, final Params params) throws VenueError {
        switch (method) {
            case "session.logon" -> logOn(params);
            case "session.logout" -> loggedOn = null;
            case "session.status" -> { }
            case "userDataStream.subscribe" -> {
                if (loggedOn == null) {
                    throw new VenueError(401, -2015, "Invalid API-key, IP, or permissions for action.");
                }
                return subscribe();
            }
            case "userDataStream.subscribe.signature" -> {
                desk.authorize(BinanceDesk.Security.SIGNED, params.text("apiKey"), params);
                return subscribe();
            }
            case "userDataStream.unsubscribe" -> {
                subscribed = false;
                desk.feed().remove(this);
                return "{}";
            }
            default -> throw new VenueError(400, -1000, "Unknown method '" + method + "'");
        }
        return JsonText.object().raw("apiKey", loggedOn == null ? "null" : JsonTree.quoted(loggedOn.name()))
            .raw("authorizedSince", loggedOn == null ? "null" : Long.toString(authorizedMs))
            .number("connectedSince", connectedMs).bool("returnRateLimits", true).number("serverTime", desk.nowMs())
            .bool("userDataStream", subscribed).toString();
    }

    private void logOn(final Params params) throws VenueError {
        final ApiKey key = desk.authorize(BinanceDesk.Security.SIGNED, params.needed("apiKey"), params);
        if (!key.isEd25519()) {
            throw new VenueError(400, -4056, "HMAC_SHA256 API key is not supported.");
        }
        loggedOn = key;
        authorizedMs = desk.nowMs();
    }

    private String subscribe() throws VenueError {
        if (subscribed) {
            throw new VenueError(400, -2035, "User Data Stream subscription already active.");
        }
        subscribed = true;
        lastSubscription++;
        desk.feed().add(this);
        return "{\"subscriptionId\":" + lastSubscription + '}';
    }

    /** What answers a request. */
    private interface Doing {
        String result() throws VenueError;
    }

    /** One request. */
    private final class Ask implements OrderFaults.Request<String> {
        private final String id;
        private final Params params;
        private final boolean tellsLimits;
        private String name;
        private BinanceDesk.Method method;

        Ask(final JsonTree request) {
            final String text = request.text("id");
            this.id = !request.get("id").exists() ? "null" : text.matches("-?[0-9]{1,18}") ? text
                : JsonTree.quoted(text);
            this.params = Params.of(request.get("params"));
            this.tellsLimits = !params.text("returnRateLimits").equals("false");
        }

        void answer(final Doing doing) {
            session.say(worded(doing));
        }

        private String worded(final Doing doing) {
            try {
                return ok(doing.result());
            } catch (final VenueError ex) {
                return error(ex);
            }
        }

        private String ok(final String result) {
            return limited("{\"id\":" + id + ",\"status\":200,\"result\":" + result);
        }

        private String limited(final String text) {
            return text + (tellsLimits ? ",\"rateLimits\":" + desk.limits.json(false, desk.nowMs()) + '}' : "}");
        }

        private String error(final VenueError error) {
            final VenueError told = error.retryAfterMs() == 0 ? error : error.with("{\"serverTime\":" + desk.nowMs()
                + ",\"retryAfter\":" + (desk.nowMs() + error.retryAfterMs()) + '}');
            return limited("{\"id\":" + id + ",\"status\":" + error.status() + ",\"error\":" + told.json());
        }

        void go(final String asked, final BinanceDesk.Method how) {
            name = asked;
            method = how;
            try {
                desk.limits.count(how.weight(), how.orders(), desk.nowMs());
                if (loggedOn != null && !params.has("signature")) {
                    if (how.security() == BinanceDesk.Security.SIGNED) {
                        desk.checkTime(params);
                    }
                } else {
                    desk.authorize(how.security(), params.text("apiKey"), params);
                }
            } catch (final VenueError ex) {
                session.say(error(ex));
                return;
            }
            if (how.changes()) {
                desk.faults.perform(this, session.wire());
            } else {
                session.say(carryOut());
            }
        }

        @Override
        public String carryOut() {
            return worded(() -> desk.perform(name, method, params));
        }

        @Override
        public String unknown() {
            return error(desk.unknownOutcome());
        }

        @Override
        public String tooMany(final boolean banned, final long retryAfterMs) {
            return error(banned ? BinanceLimits.banned(retryAfterMs) : BinanceLimits.tooMany(true,
                "Too many new orders (injected fault).", retryAfterMs));
        }

        @Override
        public String refused(final int code) {
            return name.equals("order.place") ? error(desk.rejection(code)) : null;
        }

        @Override
        public String maintenance() {
            return error(desk.closed());
        }
    }
}
