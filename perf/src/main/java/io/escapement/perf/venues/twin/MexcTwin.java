package io.escapement.perf.venues.twin;

import com.google.protobuf.CodedInputStream;
import io.escapement.codecs.instrument.Instrument;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * MEXC's pushes through protobuf-java's {@link CodedInputStream}, called as the code that protoc generates calls it: an
 * object of each message, a String of each text.
 */
public final class MexcTwin implements Twin {
    private static final int ASKS = 1;
    private static final int DEPTH = 313;
    private static final int DEALS = 314;
    private static final int TICKER = 315;
    private static final long NS_PER_MS = 1_000_000;

    /** A message's texts by field number, its numbers and its nested messages. */
    private static final class Message {
        private final String[] texts = new String[8];
        private final List<Message> first = new ArrayList<>();
        private final List<Message> second = new ArrayList<>();
        private long type;
        private long time;
    }

    private final Map<String, Instrument> instruments = new HashMap<>();

    public MexcTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(instrument.symbol(), instrument));
    }

    @Override
    public String name() {
        return "protobuf-java + BigDecimal";
    }

    @Override
    public void decode(byte[] frame, Told told) throws IOException {
        final CodedInputStream in = CodedInputStream.newInstance(frame);
        Message body = null;
        String symbol = null;
        long sent = 0;
        int kind = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final int field = tag >>> 3;
            if (field == 3) {
                symbol = in.readStringRequireUtf8();
            } else if (field == 6) {
                sent = in.readInt64();
            } else if (field == DEPTH || field == DEALS || field == TICKER) {
                kind = field;
                body = body(in, kind);
            } else {
                in.skipField(tag);
            }
        }
        final Instrument instrument = instruments.get(symbol);
        if (instrument != null && body != null) {
            tell(kind, body, instrument, sent * NS_PER_MS, told);
        }
    }

    private static Message body(CodedInputStream in, int kind) throws IOException {
        final int limit = in.pushLimit(in.readRawVarint32());
        final Message body = new Message();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            final int field = tag >>> 3;
            if (kind == TICKER || field > 2 || kind == DEALS && field == 2) {
                body.texts[field] = in.readStringRequireUtf8();
            } else {
                (field == ASKS ? body.first : body.second).add(item(in));
            }
        }
        in.popLimit(limit);
        return body;
    }

    private static Message item(CodedInputStream in) throws IOException {
        final int limit = in.pushLimit(in.readRawVarint32());
        final Message item = new Message();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 3 -> item.type = in.readInt64();
                case 4 -> item.time = in.readInt64();
                default -> item.texts[tag >>> 3] = in.readStringRequireUtf8();
            }
        }
        in.popLimit(limit);
        return item;
    }

    private static void tell(int kind, Message body, Instrument instrument, long sent, Told told) {
        final int price = instrument.priceExponent();
        final int quantity = instrument.quantityExponent();
        switch (kind) {
            case DEPTH -> {
                told.book(instrument.id(), false, sent, Long.parseLong(body.texts[5]));
                for (final Message level : body.second) {
                    told.bid(number(level.texts[1], price), number(level.texts[2], quantity));
                }
                for (final Message level : body.first) {
                    told.ask(number(level.texts[1], price), number(level.texts[2], quantity));
                }
            }
            case DEALS -> {
                for (final Message deal : body.first) {
                    told.trade(instrument.id(), deal.time * NS_PER_MS, Long.parseLong(deal.texts[5]),
                        number(deal.texts[1], price), number(deal.texts[2], quantity), deal.type == 1);
                }
            }
            default -> told.quote(instrument.id(), number(body.texts[1], price), number(body.texts[2], quantity),
                number(body.texts[3], price), number(body.texts[4], quantity));
        }
    }

    private static long number(String text, int exponent) {
        return new BigDecimal(text).movePointRight(-exponent).longValue();
    }
}
