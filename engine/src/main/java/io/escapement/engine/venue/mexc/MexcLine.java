package io.escapement.engine.venue.mexc;

import io.escapement.codecs.decimal.DecimalParser;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.venue.orders.AccountConfig;
import io.escapement.engine.venue.orders.AccountDesk;
import io.escapement.engine.venue.orders.AccountEvents;
import io.escapement.engine.venue.orders.AccountLine;
import io.escapement.engine.venue.orders.ClientOrderText;
import io.escapement.engine.venue.orders.ReplyException;
import io.escapement.engine.venue.orders.Report;
import io.escapement.engine.venue.orders.RoundedDecimal;
import io.escapement.engine.venue.orders.TextIds;
import io.escapement.engine.venue.wire.ProtoReader;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * MEXC's stream of an account: pushes in protobuf, answers to subscriptions and pings in text. Fills are told by the
 * deals' channel; the orders' channel tells how an order stands, so that a deal which is missing is noticed.
 */
final class MexcLine extends AccountLine {
    private static final String[] CHANNELS = {"spot@private.orders.v3.api.pb", "spot@private.deals.v3.api.pb",
        "spot@private.account.v3.api.pb"};
    private static final String PONG = "\"PONG\"";
    private static final int SYMBOL = 3;
    private static final int ORDERS = 304;
    private static final int DEALS = 306;
    private static final int ACCOUNT = 307;
    private static final int MOST_FIELDS = 32;
    private static final int MONEY = -8;
    private static final long NS_PER_MS = 1_000_000L;
    /** Beyond it nanoseconds do not fit. */
    private static final long LATEST_MS = Long.MAX_VALUE / NS_PER_MS;

    private final AccountConfig config;
    private final AccountDesk desk;
    private final String listenKey;
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final ProtoReader wrapper = new ProtoReader();
    private final ProtoReader body = new ProtoReader();
    /** Of the body's fields, by number: a varint, or where a text stands. Absent is 0, and a text of nothing. */
    private final long[] numbers = new long[MOST_FIELDS];
    private final int[] begins = new int[MOST_FIELDS];
    private final int[] ends = new int[MOST_FIELDS];
    private int granted;
    private long receiveTimeNs;

    MexcLine(AccountConfig config, AccountDesk desk, String listenKey) {
        this.config = config;
        this.desk = desk;
        this.listenKey = listenKey;
    }

    @Override
    public String name() {
        return "the account's stream";
    }

    @Override
    public String url() {
        return config.webSocketUrl() + "/ws?listenKey=" + listenKey;
    }

    @Override
    public boolean takesOrders() {
        return false;
    }

    @Override
    public long pingEveryMs() {
        return MexcTexts.PING_EVERY_MS;
    }

    @Override
    public String ping() {
        return MexcTexts.PING;
    }

    @Override
    public void opened() {
        desk.loggedOn(this);
        granted = 0;
        for (final String channel : CHANNELS) {
            send("{\"method\":\"SUBSCRIPTION\",\"params\":[\"" + channel + "\"]}");
        }
    }

    @Override
    public void onFrame(DirectBuffer frame, int offset, int length, boolean text, long frameTimeNs) {
        receiveTimeNs = frameTimeNs;
        bytes.wrap(frame, offset, length);
        if (text) {
            answer(bytes.getStringWithoutLengthUtf8(0, length));
            return;
        }
        try {
            push();
        } catch (final ReplyException malformed) {
            desk.malformed(name() + ": " + malformed.getMessage());
        }
    }

    /** The venue's code is 0 on failure too: the channel's name is the grant. */
    private void answer(String text) {
        for (final String channel : CHANNELS) {
            if (text.contains("\"msg\":\"" + channel + "\"") || text.contains("\"msg\": \"" + channel + "\"")) {
                granted++;
                if (granted == CHANNELS.length) {
                    desk.ready(this);
                }
                return;
            }
        }
        if (!text.contains(PONG)) {
            desk.refused(this, text.length() > 200 ? text.substring(0, 200) : text);
        }
    }

    private void push() {
        int kind = 0;
        int from = 0;
        int to = 0;
        Instrument instrument = null;
        wrapper.wrap(bytes, 0, bytes.capacity());
        while (wrapper.next()) {
            final int field = wrapper.field();
            if (field == ORDERS || field == DEALS || field == ACCOUNT) {
                wrapper.is(ProtoReader.LENGTH, "a body");
                kind = field;
                from = wrapper.valueBegin();
                to = wrapper.valueEnd();
            } else if (field == SYMBOL && wrapper.is(ProtoReader.LENGTH, "a symbol")) {
                instrument = desk.instruments().find(InstrumentKind.SPOT, bytes, wrapper.valueBegin(),
                    wrapper.valueEnd());
            }
        }
        check(wrapper);
        if (kind == 0) {
            return;
        }
        read(from, to);
        if (kind == ACCOUNT) {
            balance();
        } else if (instrument != null && kind == ORDERS) {
            order(instrument);
        } else if (instrument != null) {
            deal(instrument);
        }
    }

    private void read(int from, int to) {
        for (int i = 0; i < MOST_FIELDS; i++) {
            numbers[i] = 0;
            begins[i] = 0;
            ends[i] = 0;
        }
        body.wrap(bytes, from, to);
        while (body.next()) {
            final int field = body.field();
            if (field < MOST_FIELDS && body.wireType() == ProtoReader.LENGTH) {
                begins[field] = body.valueBegin();
                ends[field] = body.valueEnd();
            } else if (field < MOST_FIELDS && body.wireType() == ProtoReader.VARINT) {
                numbers[field] = body.value();
            }
        }
        check(body);
    }

    private static void check(ProtoReader reader) {
        if (reader.expected() != null) {
            throw new ReplyException("at byte " + reader.errorOffset() + ": expected " + reader.expected());
        }
    }

    private boolean isEmpty(int field) {
        return begins[field] == ends[field];
    }

    private long decimal(int field, String what, int exponent) {
        if (isEmpty(field)) {
            return 0;
        }
        final long value = DecimalParser.parse(bytes, begins[field], ends[field] - begins[field], exponent);
        if (DecimalParser.isError(value) || value < 0) {
            throw new ReplyException("at byte " + begins[field] + ": expected " + what);
        }
        return value;
    }

    /** At -8, digits beyond rounded up. */
    private long money(int field, String what) {
        if (isEmpty(field)) {
            return 0;
        }
        final long value = RoundedDecimal.parse(bytes, begins[field], ends[field] - begins[field], MONEY, true);
        if (DecimalParser.isError(value)) {
            throw new ReplyException("at byte " + begins[field] + ": expected " + what);
        }
        return value;
    }

    private long timeNs(int field) {
        final long ms = numbers[field];
        if (ms < 0 || ms > LATEST_MS) {
            throw new ReplyException("the time is " + ms + "; expected milliseconds");
        }
        return ms * NS_PER_MS;
    }

    private Report begin(Instrument instrument, int clientId, int orderId, int tradeType) {
        final Report report = desk.report();
        report.clientOrderId = ClientOrderText.parse(bytes, begins[clientId], ends[clientId]);
        report.instrumentId = instrument.id();
        report.receiveTimeNs = receiveTimeNs;
        report.venueOrderText.set(bytes, begins[orderId], ends[orderId]);
        final long side = numbers[tradeType];
        if (side != 1 && side != 2) {
            throw new ReplyException("the trade type is " + side + "; expected 1 or 2");
        }
        report.side = side == 1 ? Side.BUY : Side.SELL;
        return report;
    }

    /** See the field numbers in the sheet: 1 id, 2 client id, 3 price, 4 quantity, 13 cumulative, 15 status. */
    private void order(Instrument instrument) {
        final Report report = begin(instrument, 2, 1, 8);
        report.venueTimeNs = timeNs(16);
        final long price = decimal(3, "a price", instrument.priceExponent());
        report.price = price == 0 ? Report.NULL : price;
        report.quantity = decimal(4, "a quantity", instrument.quantityExponent());
        report.cumulative = decimal(13, "a cumulative quantity", instrument.quantityExponent());
        report.leaves = Math.max(0, report.quantity - report.cumulative);
        switch ((int) numbers[15]) {
            case 0, 1 -> {
                report.type = ExecutionType.ACCEPTED;
                report.status = OrderStatus.ACCEPTED;
            }
            case 2, 3 -> report.status = OrderStatus.PARTIALLY_FILLED;
            case 4, 5 -> {
                report.type = ExecutionType.CANCELLED;
                report.status = OrderStatus.CANCELLED;
                report.leaves = 0;
            }
            default -> throw new ReplyException("the order's status is " + numbers[15] + "; expected 0 to 5");
        }
        desk.publish(report);
    }

    /** 1 price, 2 quantity, 4 side, 5 maker, 7 trade id, 8 client id, 9 order id, 10 fee, 11 its asset, 12 time. */
    private void deal(Instrument instrument) {
        final Report report = begin(instrument, 8, 9, 4);
        report.venueTimeNs = timeNs(12);
        report.type = ExecutionType.FILL;
        report.executionId = TextIds.id(bytes, begins[7], ends[7]);
        report.lastPrice = decimal(1, "a price", instrument.priceExponent());
        report.lastQuantity = decimal(2, "a quantity", instrument.quantityExponent());
        if (report.lastPrice == 0 || report.lastQuantity == 0 || isEmpty(7)) {
            throw new ReplyException("a deal without price, quantity or id");
        }
        report.role = numbers[5] != 0 ? LiquidityRole.MAKER : LiquidityRole.TAKER;
        report.fee = money(10, "a fee");
        report.feeAsset.set(bytes, begins[11], ends[11]);
        report.status = OrderStatus.PARTIALLY_FILLED;
        desk.publish(report);
    }

    /** 1 asset, 3 free, 5 frozen, 8 time. */
    private void balance() {
        final long free = money(3, "an amount");
        desk.events().balance(timeNs(8), receiveTimeNs, AccountEvents.sum(free, money(5, "an amount")), free,
            ReportSource.STREAM, bytes, begins[1], ends[1]);
    }
}
