package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.sbe.CarriedAssetDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.engine.market.Wide;
import io.escapement.engine.market.Worth;
import io.escapement.engine.orders.Order;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What has been earned, by cash: received less paid, net of fees and with funding, plus what positions are worth now.
 * A fee in another asset than the quote asset counts at the price of the fill if it is the base asset, else at that
 * asset's mid; where it has none, as a share of the fill that is more than fees are.
 */
final class Ledger {
    private static final int MOST_TEXT = 32;
    private static final int BPS_EXPONENT = -4;
    private static final int MOST_ASSETS = 65_536;
    private static final byte[] NO_NAME = {};

    private final Markets markets;
    private final DayEquity total = new DayEquity();
    private final List<byte[]> par = new ArrayList<>();
    private final List<byte[]> names = new ArrayList<>();
    private final byte[] asset = new byte[MOST_TEXT];
    private final long markAgeNs;
    private final long dayStartNs;
    private final int unknownFeeBps;

    Ledger(Markets markets, RiskConfig config) {
        this.markets = markets;
        this.markAgeNs = config.guards().markAgeNs();
        this.dayStartNs = config.guards().dayStartNs();
        this.unknownFeeBps = config.guards().unknownFeeBps();
        config.equityAssets().forEach(each -> par.add(each.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of everything together. */
    DayEquity total() {
        return total;
    }

    /**
     * Takes in a fill that counts; the report has been read as far as the venue's text for the order.
     *
     * @return the fee in the quote asset where it was paid in that or in the base asset; {@link Money#OVERFLOW} where
     *     it was paid in another, whose price nobody knows for sure
     */
    long onFill(InstrumentRisk market, Order order, ExecutionReportDecoder report, long timeNs) {
        final long price = report.lastPrice();
        final long quantity = report.lastQuantity();
        final long fee = report.fee();
        final int length = report.getFeeAsset(asset, 0, MOST_TEXT);
        final boolean buy = order.side() == Side.BUY;
        final long worth = Worth.of(market.instrument, price, quantity, buy ? Rounding.UP : Rounding.TRUNCATE);
        final Holding holding = market.holdingOf(order.strategyId());
        holding.broken |= worth == Money.OVERFLOW;
        final long sure = feeInQuote(market, fee, length, price);
        holding.fill(buy, price, quantity, worth, sure != Money.OVERFLOW ? sure : guessed(fee, length, worth, timeNs));
        Capital.onFill(market, buy, quantity, worth);
        return sure;
    }

    private long feeInQuote(InstrumentRisk market, long fee, int length, long price) {
        if (length == 0 || Balances.isText(market.quoteAsset, asset, length)) {
            return fee;
        }
        if (Balances.isText(market.baseAsset, asset, length)) {
            return Money.product(fee, price, Money.EXPONENT + market.instrument.priceExponent(), Money.EXPONENT,
                Rounding.UP);
        }
        return Money.OVERFLOW;
    }

    private long guessed(long fee, int length, long worth, long timeNs) {
        final long converted = inQuote(fee, length, timeNs);
        return converted != Money.OVERFLOW ? converted
            : Money.share(worth, unknownFeeBps, BPS_EXPONENT, Rounding.UP);
    }

    /** An amount of the asset that was read last, at par or at the mid of a market of it. */
    private long inQuote(long amount, int length, long timeNs) {
        for (int i = 0; i < par.size(); i++) {
            if (Balances.isText(par.get(i), asset, length)) {
                return amount;
            }
        }
        for (int i = 0; i < markets.count(); i++) {
            final InstrumentRisk market = markets.get(i);
            if (market.counted && Balances.isText(market.baseAsset, asset, length)
                && market.twiceMark(timeNs, markAgeNs) != InstrumentRisk.NO_PRICE) {
                return Money.product(amount, market.twiceMark(timeNs, markAgeNs) + 1 >> 1,
                    Money.EXPONENT + market.instrument.priceExponent(), Money.EXPONENT, Rounding.UP);
            }
        }
        return Money.OVERFLOW;
    }

    /** Takes in funding: whoever holds the instrument shares it by position, and what nobody holds is everybody's. */
    void onFunding(InstrumentRisk market, FundingPaymentDecoder payment, long timeNs) {
        if (!market.payments.add(payment.paymentId())) {
            return;
        }
        final long amount = payment.amount();
        final int length = payment.getAsset(asset, 0, MOST_TEXT);
        final boolean quoted = length == 0 || Balances.isText(market.quoteAsset, asset, length);
        final long inQuote = quoted ? amount : inQuote(amount, length, timeNs);
        final Holding holder = largest(market);
        if (inQuote == Money.OVERFLOW) {
            holder.broken |= amount < 0;
        } else {
            holder.pay(inQuote);
        }
    }

    private static Holding largest(InstrumentRisk market) {
        Holding largest = market.holdings[market.holdings.length - 1];
        for (final Holding holding : market.holdings) {
            if (Math.abs(holding.position) > Math.abs(largest.position)) {
                largest = holding;
            }
        }
        return largest;
    }

    /** A number for the name of an asset, as an earlier run gave it. Allocates: there are few. */
    void name(CarriedAssetDecoder carried) {
        final int id = carried.assetId();
        final byte[] name = carried.name().getBytes(StandardCharsets.UTF_8);
        while (names.size() <= id && id < MOST_ASSETS) {
            names.add(NO_NAME);
        }
        if (id >= 0 && id < names.size()) {
            names.set(id, name);
        }
    }

    /**
     * Takes in what an earlier run left, fees and funding too where they were paid in the quote asset or one at par, or
     * in the base asset, which counts at the price that was paid for it; of others the price of then is not known.
     */
    void carry(InstrumentRisk market, CarriedPositionDecoder carried) {
        final Holding holding = market.holdingOf(carried.strategyId());
        final long quantity = carried.quantity();
        final long cost = carried.cost();
        // Those of strategies that are gone come together here.
        holding.position = Math.addExact(holding.position, quantity);
        holding.cost = Money.add(holding.cost, Math.abs(cost));
        holding.pay(Money.subtract(carried.realised(), quantity < 0 ? -Math.abs(cost) : Math.abs(cost)));
        holding.best = InstrumentRisk.NO_PRICE;
        final boolean stopped = quantity != 0 && carried.stopPrice() != CarriedPositionDecoder.stopPriceNullValue();
        holding.carryStop(stopped ? carried.stopPrice() : 0, quantity != 0 && carried.stopReached() == 1);
        final CarriedPositionDecoder.LotsDecoder lots = carried.lots();
        while (lots.hasNext()) {
            lots.next();
        }
        final CarriedPositionDecoder.AmountsDecoder amounts = carried.amounts();
        while (amounts.hasNext()) {
            amounts.next();
            holding.pay(inQuote(market, holding, Money.subtract(amounts.funding(), amounts.fees()),
                amounts.assetId()));
        }
    }

    private long inQuote(InstrumentRisk market, Holding holding, long amount, int assetId) {
        final byte[] name = assetId >= 0 && assetId < names.size() ? names.get(assetId) : NO_NAME;
        if (name.length == 0 || Arrays.equals(name, market.quoteAsset) || isAtPar(name)) {
            return amount;
        }
        final long held = Math.abs(holding.position);
        if (held == 0 || !Arrays.equals(name, market.baseAsset)) {
            return 0;
        }
        final long price = Wide.price(holding.cost, held, market.instrument.priceExponent()
            + market.instrument.quantityExponent());
        return Money.product(amount, price, Money.EXPONENT + market.instrument.priceExponent(), Money.EXPONENT,
            Rounding.UP);
    }

    private boolean isAtPar(byte[] name) {
        for (int i = 0; i < par.size(); i++) {
            if (Arrays.equals(par.get(i), name)) {
                return true;
            }
        }
        return false;
    }

    /** Works out all equities anew: each holding is looked at once. */
    void update(long timeNs) {
        for (int v = 0; v < markets.venueCount(); v++) {
            markets.venueAt(v).sum = 0;
        }
        for (int s = 0; s < markets.strategyCount(); s++) {
            markets.strategyAt(s).sum = 0;
        }
        long all = 0;
        for (int i = 0; i < markets.count(); i++) {
            final InstrumentRisk market = markets.get(i);
            final long equity = addUp(market, timeNs);
            market.equity.update(timeNs, dayStartNs, equity);
            market.venue.sum = Money.add(market.venue.sum, equity);
            all = Money.add(all, equity);
        }
        for (int v = 0; v < markets.venueCount(); v++) {
            markets.venueAt(v).equity.update(timeNs, dayStartNs, markets.venueAt(v).sum);
        }
        for (int s = 0; s < markets.strategyCount(); s++) {
            markets.strategyAt(s).equity.update(timeNs, dayStartNs, markets.strategyAt(s).sum);
        }
        total.update(timeNs, dayStartNs, all);
    }

    private long addUp(InstrumentRisk market, long timeNs) {
        long sum = 0;
        for (int i = 0; i < market.holdings.length; i++) {
            final long equity = equity(market, market.holdings[i], timeNs);
            sum = Money.add(sum, equity);
            if (i < markets.strategyCount()) {
                markets.strategyAt(i).sum = Money.add(markets.strategyAt(i).sum, equity);
            }
        }
        return sum;
    }

    private long equity(InstrumentRisk market, Holding holding, long timeNs) {
        return holding.broken ? Money.OVERFLOW
            : Money.add(holding.cash, market.worth(holding.position, timeNs, markAgeNs));
    }

    /** A person lets trading go on. */
    void forgive() {
        total.forgive();
        for (int i = 0; i < markets.count(); i++) {
            markets.get(i).equity.forgive();
        }
        for (int v = 0; v < markets.venueCount(); v++) {
            markets.venueAt(v).equity.forgive();
        }
        for (int s = 0; s < markets.strategyCount(); s++) {
            markets.strategyAt(s).equity.forgive();
        }
    }

    /** Whether nothing is held. */
    boolean isFlat() {
        for (int i = 0; i < markets.count(); i++) {
            if (markets.get(i).exposure.position() != 0) {
                return false;
            }
        }
        return true;
    }

    long hash(long seed) {
        return total.hash(seed);
    }
}
