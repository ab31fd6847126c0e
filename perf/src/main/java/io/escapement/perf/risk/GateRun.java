package io.escapement.perf.risk;

import io.escapement.codecs.sbe.GatewayCondition;
import io.escapement.codecs.sbe.OrderIntentEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RiskRule;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.codecs.sbe.Venue;
import io.escapement.perf.risk.GateLimits.Special;
import org.HdrHistogram.Histogram;

import java.util.SplittableRandom;

/**
 * The risk stage with all controls on, many instruments with positions, and many orders resting: one intent a record,
 * three of four sound, each fourth one that a row of the list of controls has to deny, row after row.
 */
public final class GateRun {
    private static final int ENGINE = 1;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LOT = 1_000;
    private static final long TENTH = 10_000 * LOT;
    private static final long BID = 1_000_000;
    private static final int ROWS = RiskRule.LIMITS.value();
    private static final int CROWD = 50;
    private static final int TRIES = 4;
    private static final int PROVOKED = 4;

    private final int instruments;
    private final int resting;
    private final GateRoom room;
    /** Where somebody else uses our key: trading is halted there. */
    private final GateRoom locked;
    private final SplittableRandom random = new SplittableRandom(7);
    private final GateTimes times = new GateTimes(ROWS);
    private long sent;
    private int nextRow = 1;

    /**
     * @param instruments ordinary ones, with a position and a stop-loss each
     * @param resting     orders at venues, over the ordinary instruments
     */
    public GateRun(int instruments, int resting) {
        this.instruments = instruments;
        this.resting = resting;
        room = open();
        locked = open();
        settle();
        locked.gateway(Venue.BINANCE, GatewayCondition.KEY_IN_USE, 0);
    }

    private GateRoom open() {
        final GateRoom made = new GateRoom(GateLimits.of(ENGINE, instruments));
        for (int id = 1; id <= instruments; id++) {
            made.define(id, Venue.BINANCE, LOT);
        }
        for (final Special special : Special.values()) {
            made.define(special.id(instruments), Venue.valueOf(special.venue), LOT);
        }
        made.gateway(Venue.MEXC, GatewayCondition.RECONCILED, 0);
        return made;
    }

    private void settle() {
        for (int id = 1; id <= instruments; id++) {
            trade(id, 1, Side.BUY, BID);
            trade(id, 2, Side.BUY, BID);
        }
        for (int i = 0; i < resting; i++) {
            // Every second instrument has orders on both sides, the others bids alone.
            final int id = 1 + i % instruments;
            final boolean sell = id % 2 == 0 && i / instruments % 2 == 1;
            rest(id, 1 + i % 2, sell ? Side.SELL : Side.BUY, BID + (sell ? 2_000 : -2_000) + random.nextInt(100),
                TENTH / 10, true);
        }
        for (int i = 0; i < CROWD; i++) {
            rest(id(Special.IN_FLIGHT), 1, Side.BUY, BID - 1_000, 18 * TENTH / 100, false);
            rest(id(Special.OWN_ASKS), 2, Side.SELL, BID + (i == CROWD - 1 ? 3_000 : 9_000), TENTH / 10, true);
        }
        for (int i = 0; i < 9; i++) {
            rest(id(Special.FULL), 1, Side.BUY, BID - 1_000, TENTH, true);
        }
        rest(id(Special.ONE_ORDER), 1, Side.BUY, BID - 1_000, TENTH, true);
        trade(id(Special.LOSER), 1, Side.BUY, BID);
        trade(id(Special.LOSER), 1, Side.SELL, BID - 100_000);
        trade(1, GateLimits.THROTTLED, Side.BUY, BID);
        trade(1, GateLimits.THROTTLED, Side.BUY, BID);
        room.carryHalt(GateLimits.HALTED);
        room.quote(id(Special.STALE), BID);
        room.pass(2 * SECOND_NS);
        room.gateway(Venue.BYBIT, GatewayCondition.RATE_LIMITED, 1_000_000_000 * SECOND_NS);
        room.gateway(Venue.MEXC, GatewayCondition.RECONCILING, 0);
    }

    private int id(Special special) {
        return special.id(instruments);
    }

    private void rest(int id, int strategy, Side side, long price, long quantity, boolean answered) {
        want(room, id, strategy, BID);
        room.timeInForce = TimeInForce.GTC;
        room.side = side;
        room.price = price;
        // No two the same.
        room.quantity = quantity + random.nextInt(1_000) * (answered ? LOT : 0);
        room.pass(SECOND_NS / 10);
        mustGo();
        if (answered) {
            room.accept();
        }
    }

    private void trade(int id, int strategy, Side side, long price) {
        want(room, id, strategy, BID);
        room.side = side;
        room.price = side == Side.BUY ? BID + 2 : BID;
        room.pass(SECOND_NS / 10);
        mustGo();
        room.fill(price);
    }

    private void mustGo() {
        if (!room.judge()) {
            throw new IllegalStateException("an order that was to go was denied by " + room.rule());
        }
    }

    /** A sound order: a tenth of the base asset at the offer, immediate or cancel. */
    private static void want(GateRoom room, int id, int strategy, long bid) {
        room.instrument = id;
        room.strategy = strategy;
        room.quoted = true;
        room.bid = bid;
        room.side = Side.BUY;
        room.type = OrderType.LIMIT;
        room.timeInForce = TimeInForce.IOC;
        room.price = bid + 2;
        room.quantity = TENTH;
        room.expireTimeNs = OrderIntentEncoder.expireTimeNsNullValue();
    }

    /** Judges about so many intents; what goes expires at once. */
    public void run(int intents) {
        for (int i = 0; i < intents; i++) {
            if (i % PROVOKED == 0) {
                provoke(RiskRule.get((short) nextRow));
                nextRow = nextRow % ROWS + 1;
            } else {
                sound();
            }
        }
    }

    private void sound() {
        final int id = 1 + random.nextInt(instruments);
        want(room, id, 1 + random.nextInt(2), BID + random.nextInt(21) - 10);
        room.quantity = TENTH + random.nextInt(5_000) * LOT;
        if (id % 2 == 0) {
            room.side = random.nextBoolean() ? Side.BUY : Side.SELL;
            room.price += random.nextInt(50) - 25;
        } else if (random.nextInt(4) == 0) {
            room.type = OrderType.MARKET;
        } else {
            room.price += random.nextInt(50);
        }
        judge(room);
    }

    private boolean judge(GateRoom where) {
        final boolean goes = where.judge();
        times.record(goes ? 0 : where.rule().value(), where.tookNs());
        if (goes) {
            sent++;
            where.expire();
        }
        return goes;
    }

    /** Makes an order that the row denies; where it denies only what comes again, as often as needed. */
    private void provoke(RiskRule row) {
        final GateRoom where = row == RiskRule.ACCESS ? locked : room;
        for (int i = 0; i < TRIES; i++) {
            want(where, 1 + 2 * random.nextInt((instruments + 1) / 2), 2, BID);
            where.quantity = TENTH + random.nextInt(5_000) * LOT;
            spoil(row);
            if (!judge(where)) {
                if (where.rule() != row) {
                    throw new IllegalStateException(where.rule() + " denied what was for " + row);
                }
                return;
            }
        }
        throw new IllegalStateException(row + " did not deny");
    }

    private void spoil(RiskRule row) {
        switch (row) {
            case PRICE_COLLAR -> room.price = BID + 15_000;
            case PRICE_COLLAR_OVER_TIME -> {
                room.quote(id(Special.WALKING), BID);
                on(Special.WALKING, BID + 30_000);
            }
            case REFERENCE_MISSING -> {
                on(Special.STALE, BID);
                room.quoted = false;
            }
            case MAX_ORDER_NOTIONAL -> on(Special.CHEAP, BID);
            case MAX_ORDER_QUANTITY -> room.quantity = 100 * TENTH;
            case MESSAGE_RATE -> on(Special.SLOW, BID);
            case ALL_SENT_COUNTED -> {
                on(Special.IN_FLIGHT, BID);
                room.quantity = 2 * TENTH;
            }
            case REPEATED_EXECUTION -> room.strategy = GateLimits.THROTTLED;
            case KILL_SWITCH -> room.strategy = GateLimits.HALTED;
            case ATTRIBUTION -> room.strategy = GateLimits.STRANGER;
            case CAPITAL -> on(Special.POOR, BID);
            case DUPLICATE_ORDER -> {
                on(Special.TWICE, BID);
                room.quantity = TENTH;
            }
            case RESTRICTED_INSTRUMENT -> on(Special.CLOSED, BID);
            case OPEN_ORDERS -> on(Special.ONE_ORDER, BID);
            case MAX_POSITION -> {
                on(Special.FULL, BID);
                room.quantity = 2 * TENTH;
            }
            case LOSS_LIMIT -> on(Special.LOSER, BID);
            case MARKET_DATA_REASONABILITY -> {
                room.quote(id(Special.JUMPING), BID);
                on(Special.JUMPING, BID + BID / 5);
            }
            case SELF_MATCH -> {
                on(Special.OWN_ASKS, BID);
                room.price = BID + 4_000;
            }
            case GRID -> room.quantity += 1;
            case NUMERIC_SANITY -> room.price = Long.MIN_VALUE;
            case ORDER_VALIDITY -> room.timeInForce = TimeInForce.POST_ONLY;
            case DISCONNECT_PROTECTION -> on(Special.BLOCKED, BID);
            case RECONCILIATION -> on(Special.RECONCILING, BID);
            case LIMITS -> on(Special.WITHOUT_LIMITS, BID);
            default -> { }
        }
    }

    private void on(Special special, long bid) {
        room.instrument = id(special);
        room.bid = bid;
        room.price = bid + 2;
    }

    /** A pass is over: see {@link GateTimes}. */
    public void endPass() {
        times.endPass();
    }

    /** Forgets what was measured so far. */
    public void clear() {
        times.clear();
        sent = 0;
    }

    public GateTimes times() {
        return times;
    }

    /** How many became orders. */
    public long sent() {
        return sent;
    }

    public int instruments() {
        return instruments;
    }

    /** Orders open all the time, those of the rows' own instruments too. */
    public int openOrders() {
        return resting + 2 * CROWD + 10;
    }

    /** Nanoseconds of records whose intent was denied by the row; all passes. */
    public Histogram denied(RiskRule row) {
        return times.of(row.value());
    }
}
