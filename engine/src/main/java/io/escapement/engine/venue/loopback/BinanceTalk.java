package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Binance's words on a stream connection. */
final class BinanceTalk extends Talk {
    private static final byte[] NOTHING = new byte[0];

    private final Player player;
    private final SbeWords sbe;
    private boolean combined;

    /** @param binary whether events are SBE, of which there is depth alone; answers are JSON all the same */
    BinanceTalk(final Player player, final boolean combined, final boolean binary) {
        this.player = player;
        this.combined = combined;
        this.sbe = binary ? new SbeWords() : null;
    }

    @Override
    void begin(final List<String> topics) {
        subscribe(topics);
    }

    private void subscribe(final List<String> names) {
        names.forEach(name -> session.subscribe(StreamName.key(name), name));
    }

    @Override
    void onText(final String text) {
        try {
            final StreamRequest request = StreamRequest.parse(text);
            final String result = answer(request);
            session.sendControl("{\"result\":" + result + ",\"id\":" + request.id() + '}');
            if (request.method().equals("SUBSCRIBE")) {
                subscribe(request.params());
            }
        } catch (final StreamRequest.Refused ex) {
            session.sendControl(ex.json());
        }
    }

    private String answer(final StreamRequest request) throws StreamRequest.Refused {
        switch (request.method()) {
            case "SUBSCRIBE" -> checkSubscription(request);
            case "UNSUBSCRIBE" -> {
                checkNames(request);
                request.params().forEach(name -> session.unsubscribe(StreamName.key(name)));
            }
            case "LIST_SUBSCRIPTIONS" -> {
                return session.topics().stream().map(name -> '"' + name + '"')
                    .collect(Collectors.joining(",", "[", "]"));
            }
            case "SET_PROPERTY" -> setProperty(request);
            case "GET_PROPERTY" -> {
                return Boolean.toString(combined);
            }
            default -> throw new StreamRequest.Refused(2, "Invalid request: unknown variant `" + request.method()
                + "`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`, `SET_PROPERTY`, `GET_PROPERTY`",
                request.id());
        }
        return "null";
    }

    private void checkSubscription(final StreamRequest request) throws StreamRequest.Refused {
        checkNames(request);
        if (session.topics().size() + request.params().size() > Limits.STREAMS) {
            throw new StreamRequest.Refused(2, "Invalid request: more than " + Limits.STREAMS + " streams",
                request.id());
        }
        if (player.faults().happens(FaultKind.SUBSCRIBE_REFUSED)) {
            throw new StreamRequest.Refused(2, "Invalid request: subscription refused (injected fault)", request.id());
        }
    }

    private void checkNames(final StreamRequest request) throws StreamRequest.Refused {
        for (final String name : request.params()) {
            if (!StreamName.isValid(name)) {
                throw new StreamRequest.Refused(2, "Invalid request: invalid stream `" + name + '`', request.id());
            }
        }
        if (request.params().isEmpty()) {
            throw new StreamRequest.Refused(2, "Invalid request: params must name a stream", request.id());
        }
    }

    private void setProperty(final StreamRequest request) throws StreamRequest.Refused {
        if (request.params().size() != 2 || !request.params().get(0).equals("combined")) {
            throw new StreamRequest.Refused(0, "Unknown property", request.id());
        }
        combined = request.params().get(1).equals("true");
    }

    /** An event: as it is on a raw connection, wrapped on a combined one, under the name that was asked for. */
    @Override
    void write(final SourceItem item, final String asked, final Delivery delivery, final FrameBatch out) {
        final SourceItem.Frame frame = (SourceItem.Frame) item;
        if (sbe != null) {
            if (frame.isDepth()) {
                out.add(sbe.depth(frame), true);
            }
        } else if (frame.dataOffset() == 0 || combined && frame.stream().equals(asked)) {
            out.add(NOTHING, frame.wrapped(), 0, frame.wrapped().length, 0);
        } else if (combined) {
            final byte[] head = ("{\"stream\":\"" + asked + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
            out.add(head, frame.wrapped(), frame.dataOffset(), frame.dataLength(), 1);
        } else {
            out.add(NOTHING, frame.wrapped(), frame.dataOffset(), frame.dataLength(), 0);
        }
    }

    @Override
    boolean sayShutdown(final long nowMs) {
        final String event = "{\"e\":\"serverShutdown\",\"E\":" + nowMs + '}';
        session.sendControl(combined ? "{\"stream\":\"!serverShutdown\",\"data\":" + event + '}' : event);
        return true;
    }
}
