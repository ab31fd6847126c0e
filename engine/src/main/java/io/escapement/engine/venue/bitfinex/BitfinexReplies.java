package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.json.JsonObject;
import io.escapement.engine.venue.json.ReplyText;
import org.agrona.DirectBuffer;

/** What Bitfinex says of the connection, and answers to requests: objects with an {@code event}. */
final class BitfinexReplies {
    /** Of channels, by kind, as topics begin. */
    private static final String[] NAMES = {"", BitfinexTexts.BOOK, BitfinexTexts.TRADES, BitfinexTexts.QUOTES,
        BitfinexTexts.DERIVATIVE_STATUS};

    private static final String DERIVATIVE_KEY = '"' + BitfinexTexts.DERIVATIVE + ':';

    private final ControlListener listener;
    private final InstrumentLookup instruments;
    private final BitfinexChannels channels;
    /** By kind of channel and place of the instrument: made once, so that subscribing costs no garbage. */
    private final String[][] topics = new String[NAMES.length][];
    private long flags;

    BitfinexReplies(ControlListener listener, InstrumentLookup instruments, BitfinexChannels channels) {
        this.listener = listener;
        this.instruments = instruments;
        this.channels = channels;
        for (int kind = BitfinexChannels.BOOK; kind < NAMES.length; kind++) {
            topics[kind] = new String[instruments.count()];
            for (int i = 0; i < instruments.count(); i++) {
                topics[kind][i] = BitfinexTexts.topic(NAMES[kind], instruments.instrument(i).symbol());
            }
        }
    }

    /** Whether the venue has acknowledged this flag. */
    boolean hasFlag(long flag) {
        return (flags & flag) != 0;
    }

    /** Of the channel that was subscribed to; NONE where that, or its precision, is of no use to us. */
    static int kindOf(DirectBuffer text, JsonObject event) {
        final int name = event.find("channel");
        if (event.isString(name, BitfinexTexts.STATUS)) {
            return kindOfStatus(text, event, event.find("key"));
        }
        int kind = BitfinexChannels.BOOK;
        while (kind <= BitfinexChannels.QUOTES && !event.isString(name, NAMES[kind])) {
            kind++;
        }
        final boolean orders = kind == BitfinexChannels.BOOK && event.isString(event.find("prec"), "R0");
        return kind > BitfinexChannels.QUOTES || orders ? BitfinexChannels.NONE : kind;
    }

    private static int kindOfStatus(DirectBuffer text, JsonObject event, int key) {
        if (event.isString(key, BitfinexTexts.LIQUIDATIONS_KEY)) {
            return BitfinexChannels.LIQUIDATIONS;
        }
        if (event.kind(key) != '"' || event.end(key) - event.begin(key) <= DERIVATIVE_KEY.length()) {
            return BitfinexChannels.NONE;
        }
        for (int i = 0; i < DERIVATIVE_KEY.length(); i++) {
            if (text.getByte(event.begin(key) + i) != DERIVATIVE_KEY.charAt(i)) {
                return BitfinexChannels.NONE;
            }
        }
        return BitfinexChannels.DERIVATIVE;
    }

    /** @param instrument null of a channel that is of none */
    void onSubscribed(long id, int kind, Instrument instrument) {
        channels.add(id, kind, instrument);
        listener.onAccepted(topic(kind, instrument));
    }

    private String topic(int kind, Instrument instrument) {
        for (int i = 0; instrument != null && i < instruments.count(); i++) {
            if (instruments.instrument(i).id() == instrument.id()) {
                return topics[kind][i];
            }
        }
        return BitfinexTexts.LIQUIDATIONS_TOPIC;
    }

    /** False where nobody here knows what it means. */
    boolean onEvent(DirectBuffer text, JsonObject event) {
        final int name = event.find("event");
        if (event.isString(name, "info")) {
            return onInfo(text, event);
        } else if (event.isString(name, "pong")) {
            listener.onPong();
        } else if (event.isString(name, "conf")) {
            onConf(text, event);
        } else if (event.isString(name, "unsubscribed")) {
            onUnsubscribed(ReplyText.number(event, "chanId", text, BitfinexChannels.NONE));
        } else if (event.isString(name, "error")) {
            onError(text, event);
        } else {
            return false;
        }
        return true;
    }

    private void onUnsubscribed(long id) {
        final int place = channels.find(id);
        if (place != BitfinexChannels.NONE) {
            listener.onAccepted(topic(channels.kind(place), channels.instrument(place)));
            channels.remove(id);
        }
    }

    private void onConf(DirectBuffer text, JsonObject event) {
        if (event.isString(event.find("status"), "OK")) {
            flags = ReplyText.number(event, "flags", text, 0);
        } else {
            listener.onRefused(ControlListener.NO_REQUEST, (int) ReplyText.number(event, "code", text, 0),
                "conf: " + ReplyText.of(event, "msg", text));
        }
    }

    private void onError(DirectBuffer text, JsonObject event) {
        final int code = (int) ReplyText.number(event, "code", text, 0);
        final String message = ReplyText.of(event, "msg", text);
        final String of = event.has("key") ? "key" : "symbol";
        if (event.has("channel") && event.has(of)) {
            listener.onRefused(BitfinexTexts.topic(ReplyText.of(event, "channel", text),
                ReplyText.of(event, of, text)), code, message);
        } else {
            listener.onRefused(ControlListener.NO_REQUEST, code, message);
        }
    }

    /** A greeting has a version, anything else a code. */
    private boolean onInfo(DirectBuffer text, JsonObject event) {
        final String message = ReplyText.of(event, "msg", text);
        switch ((int) ReplyText.number(event, "code", text, 0)) {
            case 0 -> {
                return onGreeting(text, event);
            }
            case BitfinexTexts.RESTARTING -> listener.onShutdownNotice(FeedStatusEncoder.receiveTimeNsNullValue());
            case BitfinexTexts.MAINTENANCE_BEGINS -> listener.onMaintenance(true, message);
            case BitfinexTexts.MAINTENANCE_ENDED -> listener.onMaintenance(false, message);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean onGreeting(DirectBuffer text, JsonObject event) {
        if (ReplyText.number(event, "version", text, 0) != BitfinexTexts.VERSION) {
            return false;
        }
        final String platform = ReplyText.of(event, "platform", text).replace(" ", "");
        if (platform.contains("\"status\":0")) {
            listener.onMaintenance(true, "the platform's status is 0");
        } else {
            listener.onReady();
        }
        return true;
    }
}
