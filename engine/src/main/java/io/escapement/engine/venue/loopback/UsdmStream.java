package io.escapement.engine.venue.loopback;

/** One connection to Binance USD-M's private stream: it only listens. */
final class UsdmStream extends DeskTalk implements PrivateFeed.Sink<String> {
    private static final long PING_EVERY_MS = 180_000;

    private final UsdmDesk desk;
    private final boolean good;
    private final String key;
    private final boolean combined;

    /** @param good whether the listen key is: with a bad one nothing ever comes */
    UsdmStream(final UsdmDesk desk, final boolean good, final String key, final boolean combined) {
        this.desk = desk;
        this.good = good;
        this.key = key;
        this.combined = combined;
    }

    @Override
    void begin() {
        if (good) {
            desk.feed().add(this);
        }
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
    void onText(final String text) {
        session.say("{\"result\":null,\"id\":null}");
    }

    @Override
    public void push(final String event) {
        session.say(combined ? "{\"stream\":\"" + key + "\",\"data\":" + event + '}' : event);
    }

    @Override
    public void reset() {
        session.reset();
    }
}
