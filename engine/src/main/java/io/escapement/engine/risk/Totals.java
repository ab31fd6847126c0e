package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Exposure;
import io.escapement.engine.orders.OrderTable;

import java.util.Arrays;

/**
 * What orders and positions add up to within each scope of an order. What each instrument adds is worked out when its
 * orders, its position or its mark change, and stands side by side in arrays: an order only has them added up. Sums
 * that fit no long are {@link Money#OVERFLOW}.
 */
final class Totals {
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Markets markets;
    private final OrderTable table;
    private final long markAgeNs;
    private final long[] counts = new long[Scope.STRATEGY + 1];
    private final long[] notionals = new long[Scope.STRATEGY + 1];
    private final long[] worths = new long[Scope.STRATEGY + 1];
    /** By strategy, the last of all; then by instrument. */
    private final int[][] open;
    private final long[][] openNotional;
    private final long[][] worth;
    /** By instrument. */
    private VenueState[] venues = {};
    private Balance[] quotes = {};
    private Balance[] bases = {};
    private boolean[] spot = {};
    private long[] buys = {};
    private long[] sells = {};
    private long[] validUntilNs = {};
    private int size;

    Totals(Markets markets, OrderTable table, long markAgeNs) {
        this.markets = markets;
        this.table = table;
        this.markAgeNs = markAgeNs;
        final int strategies = markets.strategyCount();
        open = new int[strategies + 1][0];
        openNotional = new long[strategies + 1][0];
        worth = new long[strategies + 1][0];
    }

    /** The mark of an instrument may be another now, or be none any more. */
    void onMark(InstrumentRisk market) {
        if (market.index < size && !market.exposure.isIdle()) {
            value(market);
        }
    }

    private void refresh(InstrumentRisk asked) {
        grow(asked.index + 1);
        for (int id = table.takeChanged(); id != 0; id = table.takeChanged()) {
            final InstrumentRisk market = markets.of(id);
            if (market != null) {
                grow(market.index + 1);
                count(market);
                value(market);
            }
        }
    }

    private void count(InstrumentRisk market) {
        final int i = market.index;
        final Exposure all = market.exposure;
        venues[i] = market.venue;
        quotes[i] = market.quoteBalance;
        bases[i] = market.baseBalance;
        spot[i] = market.instrument.kind() == InstrumentKind.SPOT;
        buys[i] = all.unpriced() == 0 ? all.openBuyNotional() : Money.OVERFLOW;
        sells[i] = all.openSell() == 0 ? 0 : Money.rescale(all.openSell(), market.instrument.quantityExponent(),
            Money.EXPONENT, Rounding.UP);
        for (int s = 0; s < open.length; s++) {
            final Exposure exposure = market.exposures[s];
            open[s][i] = exposure.openOrders();
            openNotional[s][i] = exposure.unpriced() != 0 ? Money.OVERFLOW
                : Money.add(exposure.openBuyNotional(), exposure.openSellNotional());
        }
    }

    private void value(InstrumentRisk market) {
        final int i = market.index;
        final long mark = market.goodTwiceMid + 1 >> 1;
        validUntilNs[i] = market.quote.isLive() && !market.jumps.isDoubted() ? ALWAYS
            : market.goodMidTimeNs + markAgeNs;
        for (int s = 0; s < worth.length; s++) {
            final Exposure exposure = market.exposures[s];
            worth[s][i] = exposure.isIdle() ? 0 : worst(market, exposure, 0, 0, mark);
        }
    }

    private void grow(int to) {
        if (to > buys.length) {
            final int room = Math.max(to, 2 * buys.length);
            venues = Arrays.copyOf(venues, room);
            quotes = Arrays.copyOf(quotes, room);
            bases = Arrays.copyOf(bases, room);
            spot = Arrays.copyOf(spot, room);
            buys = Arrays.copyOf(buys, room);
            sells = Arrays.copyOf(sells, room);
            validUntilNs = Arrays.copyOf(validUntilNs, room);
            for (int s = 0; s < open.length; s++) {
                open[s] = Arrays.copyOf(open[s], room);
                openNotional[s] = Arrays.copyOf(openNotional[s], room);
                worth[s] = Arrays.copyOf(worth[s], room);
            }
        }
        size = Math.max(size, to);
    }

    /** Adds up open orders: their count and what they are worth at their limits. */
    void addUpOpen(ProposedOrder order) {
        refresh(order.market);
        final int all = open.length - 1;
        final int own = order.strategy == null ? all : order.strategy.index;
        final VenueState venue = order.market.venue;
        long sum = 0;
        long ofVenue = 0;
        long ofStrategy = 0;
        long venueOrders = 0;
        long strategyOrders = 0;
        for (int i = 0; i < size; i++) {
            sum = Money.add(sum, openNotional[all][i]);
            ofStrategy = Money.add(ofStrategy, openNotional[own][i]);
            strategyOrders += open[own][i];
            if (venues[i] == venue) {
                ofVenue = Money.add(ofVenue, openNotional[all][i]);
                venueOrders += open[all][i];
            }
        }
        set(notionals, sum, ofVenue, openNotional[all][order.market.index], ofStrategy);
        set(counts, table.openCount(), venueOrders, open[all][order.market.index], strategyOrders);
    }

    private static void set(long[] sums, long all, long venue, long instrument, long strategy) {
        sums[Scope.GLOBAL] = all;
        sums[Scope.VENUE] = venue;
        sums[Scope.INSTRUMENT] = instrument;
        sums[Scope.STRATEGY] = strategy;
    }

    /** How many orders are open within a scope, as added up last. */
    long openOrders(int scope) {
        return counts[scope];
    }

    /** What open orders within a scope are worth; {@link Money#OVERFLOW} too while there is one without a price. */
    long openNotional(int scope) {
        return notionals[scope];
    }

    /**
     * Adds up what positions are worth with everything open at its worst and the order in it, long and short added:
     * each at its mark, the order's own at its price if that is more.
     */
    void addUpWorth(ProposedOrder order) {
        refresh(order.market);
        final int all = worth.length - 1;
        final int own = order.strategy == null ? all : order.strategy.index;
        final VenueState venue = order.market.venue;
        final long now = order.eventTimeNs();
        final long instrument = worth(order, order.market.exposure);
        final long strategys = worth(order, order.market.exposureOf(order.strategy));
        long sum = instrument;
        long ofVenue = instrument;
        long ofStrategy = strategys;
        for (int i = 0; i < size; i++) {
            if (i == order.market.index) {
                continue;
            }
            final boolean valid = now <= validUntilNs[i];
            final long each = valid ? worth[all][i] : unmarked(worth[all][i]);
            sum = Money.add(sum, each);
            ofStrategy = Money.add(ofStrategy, valid ? worth[own][i] : unmarked(worth[own][i]));
            if (venues[i] == venue) {
                ofVenue = Money.add(ofVenue, each);
            }
        }
        set(worths, sum, ofVenue, instrument, ofStrategy);
    }

    /** Without a mark nothing is worth nothing, and all else nobody knows what. */
    private static long unmarked(long worth) {
        return worth == 0 ? 0 : Money.OVERFLOW;
    }

    /** What positions within a scope are worth at the worst, as added up last. */
    long worstWorth(int scope) {
        return worths[scope];
    }

    /** What the positions of contracts are worth that take margin from the order's balance, the order in it. */
    long contracts(ProposedOrder order) {
        refresh(order.market);
        final Balance quote = order.market.quoteBalance;
        long sum = worth(order, order.market.exposure);
        for (int i = 0; i < size; i++) {
            if (quotes[i] == quote && !spot[i] && i != order.market.index) {
                final long each = worth[worth.length - 1][i];
                sum = Money.add(sum, order.eventTimeNs() <= validUntilNs[i] ? each : unmarked(each));
            }
        }
        return sum;
    }

    /** Quote asset that all open buys on the market's balance take. */
    long bought(InstrumentRisk market) {
        refresh(market);
        final Balance quote = market.quoteBalance;
        long sum = 0;
        for (int i = 0; i < size; i++) {
            if (quotes[i] == quote && spot[i]) {
                sum = Money.add(sum, buys[i]);
            }
        }
        return sum;
    }

    /** Base asset that all open sells on the market's balance take. */
    long sold(InstrumentRisk market) {
        refresh(market);
        final Balance base = market.baseBalance;
        long sum = 0;
        for (int i = 0; i < size; i++) {
            if (bases[i] == base && spot[i]) {
                sum = Money.add(sum, sells[i]);
            }
        }
        return sum;
    }

    /** Of the order's own instrument, with the order in it. */
    private long worth(ProposedOrder order, Exposure exposure) {
        final InstrumentRisk market = order.market;
        final long mark = market.twiceMark(order.eventTimeNs(), markAgeNs) + 1 >> 1;
        return worst(market, exposure, order.isBuy() ? order.added() : 0, order.isBuy() ? 0 : order.added(),
            Math.max(mark, order.judgedPrice()));
    }

    private static long worst(InstrumentRisk market, Exposure exposure, long buy, long sell, long price) {
        final long up = Money.add(exposure.position(), Money.add(exposure.openBuy(), buy));
        final long down = Money.subtract(Money.add(exposure.openSell(), sell), exposure.position());
        if (up == Money.OVERFLOW || down == Money.OVERFLOW) {
            return Money.OVERFLOW;
        }
        final long quantity = Math.max(up, down);
        if (quantity <= 0) {
            return 0;
        }
        return price <= 0 ? Money.OVERFLOW : Worth.of(market.instrument, price, quantity, Rounding.UP);
    }
}
