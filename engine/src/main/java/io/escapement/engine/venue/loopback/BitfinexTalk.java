package io.escapement.engine.venue.loopback;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connection to Bitfinex: its flags, its channel numbers, its sequence. */
final class BitfinexTalk extends SpokenTalk {
    private static final long TIMESTAMP = 32_768;
    private static final long SEQUENCE = 65_536;
    private static final long CHECKSUMS = 131_072;
    private static final int CHECKSUM_EVERY = 10;
    private static final int HEARTBEAT_S = 15;
    private static final int MOST_CHANNELS = 30;
    private static final int FIRST_CHANNEL = 17;

    /** Key by channel number. */
    private final Map<String, String> channels = new LinkedHashMap<>();
    private long flags;
    private long sequence;
    private int nextChannel = FIRST_CHANNEL;
    private int books;
    private int seconds;
    /** Time of the frame that is being written; 0 = of none. */
    private long frameTimeNs;

    BitfinexTalk(final Player player, final Speech speech) {
        super(player, speech);
    }

    @Override
    void begin(final List<String> topics) {
        say("{\"event\":\"info\",\"version\":2,\"serverId\":\"083bd8d4-aca7-4690-a573-eabfc8103de8\","
            + "\"platform\":{\"status\":1}}");
    }

    /** @param asked the channel's number */
    @Override
    String own(final String text, final String asked) {
        return '[' + asked + ',' + text + ((flags & SEQUENCE) != 0 ? "," + ++sequence : "")
            + ((flags & TIMESTAMP) != 0 ? "," + timeNs() / 1_000_000 : "") + ']';
    }

    private long timeNs() {
        return frameTimeNs > 0 ? frameTimeNs : player.positionNs();
    }

    @Override
    byte[] encode(final SourceItem.Spoken frame, final String asked, final FaultKind spoiling) {
        frameTimeNs = frame.update() == null ? 0 : frame.update().timeNs();
        final byte[] bytes = super.encode(frame, asked, spoiling);
        frameTimeNs = 0;
        return bytes;
    }

    @Override
    void restartNumbers() {
        sequence = 0;
    }

    /** A checksum behind every tenth book message. */
    @Override
    void afterBook(final String symbol, final String asked, final FrameBatch out) {
        if ((flags & CHECKSUMS) == 0 || ++books % CHECKSUM_EVERY != 0) {
            return;
        }
        final int right = Integer.parseInt(((SpokenMarket) player.market()).whole(symbol, 1).checksum());
        final int crc = player.faults().happens(FaultKind.WRONG_CHECKSUM) ? right ^ 1 : right;
        out.add(own("\"cs\"," + crc, asked).getBytes(StandardCharsets.UTF_8), false);
    }

    @Override
    void onSecond() {
        if (++seconds % HEARTBEAT_S == 0) {
            channels.keySet().forEach(channel -> say(own("\"hb\"", channel)));
        }
    }

    @Override
    boolean sayShutdown(final long nowMs) {
        say("{\"event\":\"info\",\"code\":20060,\"msg\":\"Entering in Maintenance mode. Please pause any activity\"}");
        return true;
    }

    @Override
    void onText(final String text) {
        JsonTree request;
        try {
            request = JsonTree.parse(text);
        } catch (final IllegalArgumentException ex) {
            request = JsonTree.parse("{}");
        }
        switch (request.text("event")) {
            case "ping" -> say("{\"event\":\"pong\",\"cid\":" + request.text("cid") + ",\"ts\":"
                + System.currentTimeMillis() + '}');
            case "conf" -> {
                flags = request.number("flags");
                say("{\"event\":\"conf\",\"status\":\"OK\",\"flags\":" + flags + '}');
            }
            case "subscribe" -> subscribe(request);
            case "unsubscribe" -> unsubscribe(request.text("chanId"));
            default -> say("{\"event\":\"error\",\"msg\":\"unknown event\",\"code\":10000}");
        }
    }

    private void subscribe(final JsonTree request) {
        final String channel = request.text("channel");
        final String symbol = request.text("symbol");
        final String key = BitfinexSpeech.topicKey(channel, symbol);
        if (!Set.of("book", "trades", "ticker").contains(channel)) {
            error(request, 10302, "channel: unknown");
        } else if (!knows(symbol)) {
            error(request, 10300, "symbol: invalid");
        } else if (session.isSubscribed(key)) {
            error(request, 10301, "subscribe: dup");
        } else if (channels.size() >= MOST_CHANNELS) {
            error(request, 10305, "channels: limit reached");
        } else if (isRefusedByFault()) {
            error(request, 10300, "subscribe: refused (injected fault)");
        } else {
            final String number = Integer.toString(nextChannel++);
            channels.put(number, key);
            say("{\"event\":\"subscribed\",\"channel\":\"" + channel + "\",\"chanId\":" + number + ",\"symbol\":\""
                + symbol + '"' + (channel.equals("book") ? ",\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\""
                + request.text("len") + '"' : "") + ",\"pair\":\"" + symbol.substring(1) + "\"}");
            subscribe(key, number);
        }
    }

    private void unsubscribe(final String channel) {
        final String key = channels.remove(channel);
        if (key == null) {
            say("{\"event\":\"error\",\"msg\":\"unsubscribe: invalid\",\"code\":10400,\"chanId\":"
                + (channel.isEmpty() ? "0" : channel) + '}');
            return;
        }
        session.unsubscribe(key);
        say("{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":" + channel + '}');
    }

    private void error(final JsonTree request, final int code, final String message) {
        say("{\"channel\":" + JsonTree.quoted(request.text("channel")) + ",\"symbol\":"
            + JsonTree.quoted(request.text("symbol")) + ",\"event\":\"error\",\"msg\":\"" + message + "\",\"code\":"
            + code + '}');
    }
}
