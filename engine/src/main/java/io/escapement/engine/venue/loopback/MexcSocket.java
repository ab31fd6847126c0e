package io.escapement.engine.venue.loopback;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One connection to MEXC's private stream. */
final class MexcSocket extends DeskTalk implements PrivateFeed.Sink<MexcDesk.Push> {
    private static final Set<String> CHANNELS = Set.of(MexcWords.ORDERS, MexcWords.DEALS, MexcWords.ACCOUNT);

    private final MexcDesk desk;
    private final boolean good;
    private final Set<String> channels = new TreeSet<>();

    /** @param good whether its listen key is */
    MexcSocket(final MexcDesk desk, final boolean good) {
        this.desk = desk;
        this.good = good;
    }

    /** A bad key is told in plain text. */
    @Override
    void begin() {
        if (!good) {
            session.say("listenKey is invalid");
            session.close(1008, "listenKey is invalid");
        }
    }

    @Override
    void onGone() {
        desk.feed().remove(this);
    }

    @Override
    public void push(final MexcDesk.Push event) {
        if (channels.contains(event.channel())) {
            session.say(event.frame());
        }
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
            session.say("wrong parameters");
            return;
        }
        final List<String> asked = request.get("params").items().stream().map(JsonTree::text).toList();
        switch (request.text("method")) {
            case "PING", "ping" -> answer("PONG");
            case "SUBSCRIPTION" -> subscribe(asked);
            case "UNSUBSCRIPTION" -> {
                asked.forEach(channels::remove);
                answer(String.join(",", asked));
            }
            default -> answer("msg:" + request.text("method") + " invalid");
        }
    }

    private void subscribe(final List<String> asked) {
        for (final String channel : asked) {
            if (!CHANNELS.contains(channel)) {
                answer("Not Subscribed successfully! [" + channel + "]. Reason: Blocked! ");
                return;
            }
        }
        answer(String.join(",", asked));
        channels.addAll(asked);
        desk.feed().remove(this);
        desk.feed().add(this);
    }

    private void answer(final String message) {
        session.say("{\"id\":0,\"code\":0,\"msg\":" + JsonTree.quoted(message) + '}');
    }
}
