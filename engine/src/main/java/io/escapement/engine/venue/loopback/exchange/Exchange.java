package io.escapement.engine.venue.loopback.exchange;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.LiquidityRole;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.paper.Fees;
import io.escapement.engine.paper.MatchListener;
import io.escapement.engine.paper.PaperConfig;
import io.escapement.engine.paper.PaperMatching;
import io.escapement.engine.paper.PaperOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * The venue's orders and its account. Requests are done at once; the {@link ExchangeListener} hears of each change
 * while it is made. Market data go in as they are played, and fill what rests.
 */
public final class Exchange implements MatchListener {
    private static final BigDecimal BPS = BigDecimal.valueOf(10_000);
    private static final PaperConfig.Bounds BOUNDS = new PaperConfig.Bounds(1, 500, 1, 1, 16);

    private final Terms terms;
    private final ServerClock clock;
    private final ExchangeListener listener;
    private final BooleanSupplier splits;
    private final Ledger ledger;
    private final Map<String, Floor> floors = new TreeMap<>();
    private final List<Floor> byInstrument = new ArrayList<>();
    private final Map<Long, Order> orders = new LinkedHashMap<>();
    private final Map<String, Order> byClientId = new HashMap<>();
    private final Map<Long, Order> open = new LinkedHashMap<>();
    private final List<Fill> fills = new ArrayList<>();
    private long lastOrderId;
    private long lastFillId;

    /**
     * @param listener called from within the calls of this object
     * @param splits   asked at each fill: whether it is to be told, and booked, in two
     */
    public Exchange(final Terms terms, final Collection<TradedSymbol> symbols, final ServerClock clock,
        final ExchangeListener listener, final BooleanSupplier splits) {
        this.terms = terms;
        this.clock = clock;
        this.listener = listener;
        this.splits = splits;
        this.ledger = new Ledger(terms.product(), terms.balances(), terms.leverage());
        final PaperConfig config = new PaperConfig(new PaperConfig.Latency(null, 0, 0, 0, 0),
            PaperConfig.Queue.RISK_AVERSE, 1, terms.makerBps(), terms.takerBps(), false, BOUNDS);
        for (final TradedSymbol symbol : symbols) {
            final int id = byInstrument.size() + 1;
            final Floor floor = new Floor(symbol, id, new PaperMatching(symbol.instrument(id), config, this));
            floors.put(symbol.name(), floor);
            byInstrument.add(floor);
        }
    }

    // The market

    /** The levels up to the next {@link #depthEnd} are the whole book. */
    public void wholeBook(final String symbol) {
        final Floor floor = floors.get(symbol);
        if (floor != null) {
            floor.begin();
        }
    }

    /** A level displays this quantity now; zero: it is gone. */
    public void level(final String symbol, final boolean bid, final BigDecimal price, final BigDecimal quantity) {
        final Floor floor = floors.get(symbol);
        if (floor != null && price.signum() > 0 && quantity.signum() >= 0) {
            floor.level(bid, price, quantity);
        }
    }

    /** @param venueTimeNs of the play; {@code Long.MIN_VALUE} where the venue tells none */
    public void depthEnd(final String symbol, final long venueTimeNs) {
        final Floor floor = floors.get(symbol);
        if (floor != null) {
            floor.matching.onDepthEnd(venueTimeNs);
            floor.matching.onState(true);
            floor.matching.settle(nowNs());
        }
    }

    /** The book is not known any more: nothing is taken and nothing is filled until it is again. */
    public void bookLost() {
        byInstrument.forEach(floor -> floor.matching.onState(false));
    }

    /** Somebody else's trade. */
    public void trade(final String symbol, final Side aggressor, final BigDecimal price, final BigDecimal quantity,
        final long venueTimeNs) {
        final Floor floor = floors.get(symbol);
        if (floor == null) {
            return;
        }
        floor.lastPrice = price;
        floor.lastQuantity = quantity;
        floor.matching.onTrade(aggressor, floor.symbol.priceMantissa(price), floor.symbol.quantityMantissa(quantity),
            venueTimeNs, nowNs());
        floor.matching.settle(nowNs());
    }

    // Requests

    /** Takes an order. @throws OrderRefused where the venue does not, and then has never had it */
    public Order place(final Ticket asked) throws OrderRefused {
        final Floor floor = floor(asked.symbol());
        final Order known = byClientId.get(asked.clientId());
        if (known != null && (terms.uniqueForever() || known.state.isOpen())) {
            throw new OrderRefused(RejectCode.DUPLICATE_ORDER, asked.clientId());
        }
        final Ticket ticket = asked.quantity() != null ? asked : asked.withQuantity(
            floor.ladder.quantityFor(asked.buy(), asked.quoteQuantity(), floor.symbol.lot()));
        check(floor, ticket.price(), ticket.quantity());
        if (ticket.reduceOnly()) {
            checkReduces(ticket);
        }
        final Order order = new Order(++lastOrderId, ticket, clock.nowMs());
        checkMoney(floor, order, ticket.price(), ticket.quantity());
        orders.put(order.id, order);
        arrive(floor, order);
        if (order.code == RejectCode.SELF_TRADE) {
            onTaken(order);
            end(order, Order.State.PREVENTED);
        } else if (order.code == RejectCode.WOULD_CROSS && terms.killsCrossing()) {
            note(order);
            end(order, Order.State.CANCELLED);
        } else if (order.code != RejectCode.NONE) {
            orders.remove(order.id);
            throw new OrderRefused(order.code, order.toString());
        }
        return order;
    }

    private Floor floor(final String symbol) throws OrderRefused {
        final Floor floor = floors.get(symbol);
        if (floor == null) {
            throw new OrderRefused(RejectCode.UNKNOWN_INSTRUMENT, symbol);
        }
        return floor;
    }

    private static void check(final Floor floor, final BigDecimal price, final BigDecimal quantity)
        throws OrderRefused {
        final TradedSymbol symbol = floor.symbol;
        if (price != null && !symbol.isOnTick(price)) {
            throw new OrderRefused(RejectCode.OFF_TICK, "price " + price + ", tick " + symbol.tick());
        }
        if (quantity.compareTo(symbol.minQuantity()) < 0 || symbol.maxQuantity().signum() > 0
            && quantity.compareTo(symbol.maxQuantity()) > 0) {
            throw new OrderRefused(RejectCode.QUANTITY_LIMIT, "quantity " + quantity + ", expected "
                + symbol.minQuantity() + " to " + symbol.maxQuantity());
        }
        if (!symbol.isOnLot(quantity)) {
            throw new OrderRefused(RejectCode.OFF_LOT, "quantity " + quantity + ", lot " + symbol.lot());
        }
        final BigDecimal reference = price != null ? price : floor.reference();
        if (reference != null && reference.multiply(quantity).compareTo(symbol.minNotional()) < 0) {
            throw new OrderRefused(RejectCode.BELOW_MINIMUM_NOTIONAL, "notional " + reference.multiply(quantity)
                + ", least " + symbol.minNotional());
        }
    }

    private void checkReduces(final Ticket ticket) throws OrderRefused {
        final BigDecimal held = ledger.position(ticket.symbol()).quantity();
        if (held.signum() == 0 || held.signum() > 0 == ticket.buy() || ticket.quantity().compareTo(held.abs()) > 0) {
            throw new OrderRefused(RejectCode.REDUCE_ONLY, "position " + held);
        }
    }

    private void checkMoney(final Floor floor, final Order order, final BigDecimal price, final BigDecimal quantity)
        throws OrderRefused {
        final BigDecimal leaves = quantity.subtract(order.filled);
        final BigDecimal worth = price == null ? floor.ladder.worth(order.isBuy(), leaves) : price.multiply(leaves);
        if (!order.isReduceOnly()
            && !ledger.affords(floor.symbol, order.isBuy(), leaves, worth, order.locked, open.values())) {
            throw new OrderRefused(RejectCode.INSUFFICIENT_BALANCE, order + " needs " + worth);
        }
    }

    private void arrive(final Floor floor, final Order order) {
        final TradedSymbol symbol = floor.symbol;
        order.resting = new PaperOrder().set(order.id, floor.instrumentId, order.isBuy() ? Side.BUY : Side.SELL,
            type(order.ticket), switch (order.force()) {
                case IOC, MARKET -> TimeInForce.IOC;
                case FOK -> TimeInForce.FOK;
                case POST_ONLY -> TimeInForce.POST_ONLY;
                default -> TimeInForce.GTC;
            }, symbol.priceMantissa(order.price), symbol.quantityMantissa(order.quantity));
        if (order.trigger() != null) {
            order.resting.trigger(symbol.priceMantissa(order.trigger()));
        }
        floor.matching.arrive(order.resting, nowNs());
    }

    private static OrderType type(final Ticket ticket) {
        final boolean market = ticket.force() == Ticket.Force.MARKET;
        if (ticket.trigger() == null) {
            return market ? OrderType.MARKET : OrderType.LIMIT;
        }
        if (ticket.rises() == ticket.buy()) {
            return market ? OrderType.STOP : OrderType.STOP_LIMIT;
        }
        return market ? OrderType.TAKE_PROFIT : OrderType.TAKE_PROFIT_LIMIT;
    }

    /** Takes an order out. @throws OrderRefused where it is not open */
    public void cancel(final Order order) throws OrderRefused {
        if (!order.state.isOpen()) {
            throw new OrderRefused(RejectCode.UNKNOWN_ORDER, order.toString());
        }
        floors.get(order.symbol()).matching.cancel(order.resting, nowNs());
    }

    /** Ends an open order as one whose time is over. @throws OrderRefused where it is not open */
    public void expire(final Order order) throws OrderRefused {
        order.expires = true;
        cancel(order);
    }

    /**
     * Changes an open order. With less quantity at the same price it keeps its place, else it goes to the end of its
     * level (V9), and may trade at once.
     *
     * @param price    null = as it is
     * @param quantity altogether, what has been filled included; null = as it is
     * @throws OrderRefused where the venue does not, and then nothing has changed
     */
    public void amend(final Order order, final BigDecimal price, final BigDecimal quantity) throws OrderRefused {
        if (!order.state.isOpen()) {
            throw new OrderRefused(RejectCode.UNKNOWN_ORDER, order.toString());
        }
        final Floor floor = floors.get(order.symbol());
        final BigDecimal newPrice = order.ticket.price() == null ? null : price == null ? order.price : price;
        final BigDecimal newQuantity = quantity == null ? order.quantity : quantity;
        check(floor, newPrice, newQuantity);
        if (newQuantity.compareTo(order.filled) <= 0) {
            throw new OrderRefused(RejectCode.QUANTITY_LIMIT, order + " cannot have " + newQuantity);
        }
        checkMoney(floor, order, newPrice, newQuantity);
        final RejectCode refusal = floor.matching.amend(order.resting,
            newPrice == null ? order.resting.price() : floor.symbol.priceMantissa(newPrice),
            floor.symbol.quantityMantissa(newQuantity), nowNs());
        if (refusal != RejectCode.NONE) {
            throw new OrderRefused(refusal, order + " cannot become " + newQuantity + " at " + newPrice);
        }
    }

    /** Gives an open order another client id. */
    public void rename(final Order order, final String clientId) throws OrderRefused {
        final Order known = byClientId.get(clientId);
        if (known != null && known != order && known.state.isOpen()) {
            throw new OrderRefused(RejectCode.DUPLICATE_ORDER, clientId);
        }
        byClientId.remove(order.clientId, order);
        order.clientId = clientId;
        byClientId.put(clientId, order);
    }

    // What the matching says

    @Override
    public void onAccepted(final PaperOrder paper, final long timeNs) {
        final Order order = orders.get(paper.clientOrderId());
        if (order.trigger() == null) {
            onTaken(order);
        } else {
            order.state = Order.State.WAITING;
            note(order);
            ledger.lock(floors.get(order.symbol()).symbol, order);
            listener.onChange(order, Change.WAITING, null);
        }
    }

    @Override
    public void onAmended(final PaperOrder paper, final long timeNs) {
        final Order order = orders.get(paper.clientOrderId());
        final TradedSymbol symbol = floors.get(order.symbol()).symbol;
        order.price = symbol.price(paper.price());
        order.quantity = symbol.quantity(paper.quantity()).stripTrailingZeros();
        order.updatedMs = clock.nowMs();
        ledger.lock(symbol, order);
        listener.onChange(order, Change.AMENDED, null);
    }

    @Override
    public void onTriggered(final PaperOrder paper, final long timeNs) {
        final Order order = orders.get(paper.clientOrderId());
        order.updatedMs = clock.nowMs();
        listener.onChange(order, Change.TRIGGERED, null);
        onTaken(order);
    }

    private void onTaken(final Order order) {
        order.state = Order.State.NEW;
        order.isWorking = true;
        order.workingMs = clock.nowMs();
        order.updatedMs = order.workingMs;
        note(order);
        ledger.lock(floors.get(order.symbol()).symbol, order);
        listener.onChange(order, Change.TAKEN, null);
    }

    private void note(final Order order) {
        byClientId.put(order.clientId(), order);
        open.put(order.id, order);
    }

    @Override
    public void onFill(final PaperOrder paper, final long timeNs, final long price, final long quantity,
        final long fee, final LiquidityRole role) {
        final Order order = orders.get(paper.clientOrderId());
        final TradedSymbol symbol = floors.get(order.symbol()).symbol;
        final BigDecimal all = symbol.quantity(quantity).stripTrailingZeros();
        final BigDecimal half = all.divide(symbol.lot().multiply(BigDecimal.valueOf(2)), 0, RoundingMode.DOWN)
            .multiply(symbol.lot());
        if (half.signum() > 0 && splits.getAsBoolean()) {
            fill(order, symbol, symbol.price(price), half, role);
            fill(order, symbol, symbol.price(price), all.subtract(half), role);
        } else {
            fill(order, symbol, symbol.price(price), all, role);
        }
    }

    private void fill(final Order order, final TradedSymbol symbol, final BigDecimal price,
        final BigDecimal quantity, final LiquidityRole role) {
        final boolean maker = role == LiquidityRole.MAKER;
        final BigDecimal rate = (maker ? terms.makerBps() : terms.takerBps()).divide(BPS);
        final boolean inBase = terms.product() == Product.SPOT && order.isBuy();
        final BigDecimal fee = inBase ? quantity.multiply(rate).setScale(8, RoundingMode.CEILING)
            : BigDecimal.valueOf(fees(symbol).fee(symbol.priceMantissa(price), symbol.quantityMantissa(quantity), role),
            8);
        final BigDecimal signed = order.isBuy() ? quantity : quantity.negate();
        final BigDecimal profit = terms.product() == Product.SPOT ? BigDecimal.ZERO
            : ledger.position(symbol.name()).profitOf(signed, price);
        final Fill fill = new Fill(++lastFillId, order.id, order.clientId(), symbol.name(), order.isBuy(), price,
            quantity, fee, inBase ? symbol.base() : symbol.quote(), maker, profit, clock.nowMs());
        fills.add(fill);
        order.fills.add(fill);
        order.filled = order.filled.add(quantity);
        order.filledQuote = order.filledQuote.add(fill.notional());
        order.updatedMs = fill.timeMs();
        order.state = order.filled.compareTo(order.quantity) == 0 ? Order.State.FILLED
            : Order.State.PARTIALLY_FILLED;
        if (!order.state.isOpen()) {
            open.remove(order.id);
        }
        ledger.lock(symbol, order);
        ledger.fill(symbol, fill);
        listener.onChange(order, Change.FILL, fill);
    }

    private Fees fees(final TradedSymbol symbol) {
        return new Fees(rate(terms.makerBps()), rate(terms.takerBps()), -symbol.priceDigits(), -8);
    }

    private static long rate(final BigDecimal bps) {
        return bps.multiply(BPS).longValueExact();
    }

    @Override
    public void onDone(final PaperOrder paper, final long timeNs, final ExecutionType type, final RejectCode code) {
        final Order order = orders.get(paper.clientOrderId());
        if (type == ExecutionType.REJECTED) {
            order.code = code;
        } else {
            order.code = code;
            end(order, type == ExecutionType.EXPIRED || order.expires ? Order.State.EXPIRED : Order.State.CANCELLED);
        }
    }

    private void end(final Order order, final Order.State state) {
        order.state = state;
        order.updatedMs = clock.nowMs();
        open.remove(order.id);
        ledger.lock(floors.get(order.symbol()).symbol, order);
        listener.onChange(order, switch (state) {
            case CANCELLED -> Change.CANCELLED;
            case PREVENTED -> Change.PREVENTED;
            default -> Change.EXPIRED;
        }, null);
    }

    private long nowNs() {
        return clock.nowMs() * 1_000_000L;
    }

    // What it knows

    public Terms terms() {
        return terms;
    }

    public ServerClock clock() {
        return clock;
    }

    /** Null where it is not traded. */
    public TradedSymbol symbol(final String name) {
        final Floor floor = floors.get(name);
        return floor == null ? null : floor.symbol;
    }

    public Collection<TradedSymbol> symbols() {
        return byInstrument.stream().map(floor -> floor.symbol).toList();
    }

    /** Null where there is none. */
    public Order order(final long id) {
        return orders.get(id);
    }

    /** The latest of that name, or null. */
    public Order named(final String clientId) {
        return byClientId.get(clientId);
    }

    /** Open orders, oldest first. @param symbol null = of all */
    public List<Order> open(final String symbol) {
        return open.values().stream().filter(order -> symbol == null || order.symbol().equals(symbol)).toList();
    }

    /** All orders, oldest first. @param symbol null = of all */
    public List<Order> orders(final String symbol) {
        return orders.values().stream().filter(order -> symbol == null || order.symbol().equals(symbol)).toList();
    }

    /** All fills, oldest first. @param symbol null = of all */
    public List<Fill> fills(final String symbol) {
        return fills.stream().filter(fill -> symbol == null || fill.symbol().equals(symbol)).toList();
    }

    public Map<String, Balance> balances() {
        return ledger.balances();
    }

    public Balance balance(final String asset) {
        return ledger.balance(asset);
    }

    /** Positions, closed ones too. */
    public Collection<Position> positions() {
        return ledger.positions().values();
    }

    public Position position(final String symbol) {
        return ledger.position(symbol);
    }

    /** Of a margin asset: what no position and no order needs. */
    public BigDecimal available(final String asset) {
        return ledger.available(asset, open.values());
    }

    public BigDecimal positionMargin() {
        return ledger.positionMargin();
    }

    public BigDecimal orderMargin() {
        return ledger.orderMargin(open.values());
    }

    /** Best displayed price of the play, or null. */
    public BigDecimal best(final String symbol, final boolean bid) {
        return floors.get(symbol).ladder.best(bid);
    }

    /** Quantity there; zero where there is none. */
    public BigDecimal bestQuantity(final String symbol, final boolean bid) {
        final BigDecimal best = best(symbol, bid);
        return best == null ? BigDecimal.ZERO : floors.get(symbol).ladder.side(bid).get(best);
    }

    /** Of the last trade, or the middle of the book before the first; null where there is neither. */
    public BigDecimal lastPrice(final String symbol) {
        return floors.get(symbol).reference();
    }

    /** Displayed before an order that rests, as the queue model believes; zero where it does not rest. */
    public BigDecimal front(final Order order) {
        return order.resting == null ? BigDecimal.ZERO
            : floors.get(order.symbol()).symbol.quantity(order.resting.front());
    }

    /** A copy of everything about the account. */
    public AccountTruth truth() {
        return new AccountTruth(orders.values().stream().map(order -> new AccountTruth.Entry(order.id,
            order.clientId(), order.symbol(), order.isBuy(), order.force(), order.price, order.quantity, order.filled,
            order.state)).toList(), List.copyOf(fills), Map.copyOf(ledger.balances()),
            Map.copyOf(ledger.positions()));
    }
}
