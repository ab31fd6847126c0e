package io.escapement.engine.venue.mexc;

import com.google.protobuf.ByteString;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.venue.event.EventWriter;
import io.escapement.engine.venue.event.TradeStore;
import io.escapement.engine.venue.wire.WireLines;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The push decoder's slow plain twin: protobuf-java's dynamic messages and BigDecimal. */
final class MexcTwin {
    static final String WRONG = "WRONG";
    /** Of the wrapper, beside the bodies: symbol and both times. Of fields that nobody reads, nothing is asked. */
    private static final Set<Integer> USED = Set.of(3, 5, 6);

    private static final Pattern DECIMAL =
        Pattern.compile("([+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+))(?:[eE][+-]?0*([0-9]+))?");
    private static final List<Integer> BODIES = List.of(303, 313, 314, 315);
    private static final long NONE = EventWriter.NO_TIME;

    private final Map<ByteString, Instrument> instruments = new HashMap<>();

    MexcTwin(Collection<Instrument> listed) {
        listed.forEach(instrument -> instruments.put(ByteString.copyFromUtf8(instrument.symbol()), instrument));
    }

    /** The lines of the market, or {@link #WRONG} alone. */
    List<String> decode(byte[] frame) {
        try {
            return lines(UnknownFieldSet.parseFrom(frame), DynamicMessage.parseFrom(MexcMessages.WRAPPER, frame));
        } catch (InvalidProtocolBufferException | ArithmeticException e) {
            return List.of(WRONG);
        }
    }

    private List<String> lines(UnknownFieldSet raw, DynamicMessage top) {
        int bodies = 0;
        int kind = 0;
        for (final Map.Entry<Integer, UnknownFieldSet.Field> field : raw.asMap().entrySet()) {
            if (field.getKey() >= 301 && field.getKey() <= 315) {
                bodies += field.getValue().getLengthDelimitedList().size();
                kind = field.getKey();
                require(field.getValue().getVarintList().isEmpty() && field.getValue().getFixed32List().isEmpty()
                    && field.getValue().getFixed64List().isEmpty());
            }
        }
        require(top.getUnknownFields().asMap().keySet().stream().noneMatch(USED::contains));
        require(bodies == 1);
        if (!BODIES.contains(kind)) {
            return List.of();
        }
        require(raw.hasField(3));
        final Instrument instrument = instruments.get(text(top, "symbol"));
        if (instrument == null) {
            return List.of();
        }
        final String time = raw.hasField(6) ? "sendTime" : "createTime";
        final long at = raw.hasField(6) || raw.hasField(5) ? nanos(number(top, time)) : NONE;
        final DynamicMessage body = (DynamicMessage) top.getField(MexcMessages.WRAPPER.findFieldByNumber(kind));
        final boolean snapshots = instrument.book().sync() == SyncKind.SNAPSHOTS;
        if ((kind == 303) != snapshots && kind <= 313) {
            return List.of();
        }
        return kind == 314 ? deals(body, instrument, at) : List.of(one(kind, body, instrument, at));
    }

    /** A known number with another wire type is an unknown field to the library, and wrong to us. */
    private static void requireKnownKinds(DynamicMessage message) {
        for (final int number : message.getUnknownFields().asMap().keySet()) {
            require(message.getDescriptorForType().findFieldByNumber(number) == null);
        }
    }

    private static String one(int kind, DynamicMessage body, Instrument instrument, long at) {
        requireKnownKinds(body);
        final int id = instrument.id();
        if (kind == 315) {
            final long version = text(body, "version").isEmpty() ? NONE : natural(body, "version");
            return WireLines.quote(id, at, version, orZero(body, "bidPrice", instrument.priceExponent()),
                orZero(body, "bidQuantity", instrument.quantityExponent()),
                orZero(body, "askPrice", instrument.priceExponent()),
                orZero(body, "askQuantity", instrument.quantityExponent()));
        }
        final String head = kind == 303 ? WireLines.snapshot(id, at, natural(body, "version"), true)
            : WireLines.delta(id, at, natural(body, "fromVersion"), natural(body, "toVersion"), NONE);
        return head + " b|" + levels(body, "bids", instrument) + " a|" + levels(body, "asks", instrument);
    }

    private static String levels(DynamicMessage body, String side, Instrument instrument) {
        final StringBuilder text = new StringBuilder();
        for (final Object each : (List<?>) body.getField(body.getDescriptorForType().findFieldByName(side))) {
            final DynamicMessage level = (DynamicMessage) each;
            requireKnownKinds(level);
            text.append(' ').append(decimal(text(level, "price"), instrument.priceExponent(), false)).append(':')
                .append(decimal(text(level, "quantity"), instrument.quantityExponent(), true));
        }
        return text.toString();
    }

    private static List<String> deals(DynamicMessage body, Instrument instrument, long sent) {
        // The other field, the event's type, is not read.
        require(!body.getUnknownFields().hasField(1));
        final List<String> lines = new ArrayList<>();
        for (final Object each : (List<?>) body.getField(body.getDescriptorForType().findFieldByName("deals"))) {
            final DynamicMessage deal = (DynamicMessage) each;
            requireKnownKinds(deal);
            final long type = number(deal, "tradeType");
            require(type >= 0 && type <= 2);
            final long time = number(deal, "time");
            final String id = text(deal, "tradeId").toStringUtf8();
            final boolean numeric = id.matches("[0-9]+")
                && new BigDecimal(id).compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
            lines.add(WireLines.trade(instrument.id(), time == 0 ? sent : nanos(time),
                numeric ? Long.parseLong(id) : TradeStore.NO_ID,
                decimal(text(deal, "price"), instrument.priceExponent(), false),
                decimal(text(deal, "quantity"), instrument.quantityExponent(), false),
                type == 1 ? "BUY" : type == 2 ? "SELL" : "UNKNOWN"));
        }
        return lines;
    }

    private static ByteString text(DynamicMessage message, String name) {
        return (ByteString) message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    private static long number(DynamicMessage message, String name) {
        return (Long) message.getField(message.getDescriptorForType().findFieldByName(name));
    }

    private static long natural(DynamicMessage message, String name) {
        final String text = text(message, name).toStringUtf8();
        require(text.matches("[0-9]+"));
        return new BigDecimal(text).longValueExact();
    }

    private static long nanos(long ms) {
        require(ms >= 0);
        return Math.multiplyExact(ms, 1_000_000L);
    }

    private static long orZero(DynamicMessage message, String name, int exponent) {
        final ByteString text = text(message, name);
        return text.isEmpty() ? 0 : decimal(text, exponent, true);
    }

    private static long decimal(ByteString bytes, int exponent, boolean mayBeZero) {
        final String text = bytes.toStringUtf8();
        final Matcher matcher = DECIMAL.matcher(text);
        require(matcher.matches());
        final boolean zero = new BigDecimal(matcher.group(1)).signum() == 0;
        // Powers beyond are no numbers of 64 bits, and BigDecimal takes for ever over them.
        require(zero || matcher.group(2) == null || matcher.group(2).length() <= 3);
        final long mantissa = zero ? 0 : new BigDecimal(text).scaleByPowerOfTen(-exponent).setScale(0).longValueExact();
        require(mantissa > 0 || mantissa == 0 && mayBeZero);
        return mantissa;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new ArithmeticException("not what was expected");
        }
    }
}
