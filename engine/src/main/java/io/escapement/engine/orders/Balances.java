package io.escapement.engine.orders;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.decimal.Rounding;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.CarriedBalanceDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.market.AssetTable;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.Worth;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * What a spot account should hold: what the venue told when it was last reconciled, and our fills since. The first
 * balance told is taken as it is. Accounts of a venue that also has derivatives are not followed: margin moves them.
 */
final class Balances {
    private final AssetTable assets = new AssetTable();
    private final UnsafeBuffer text = new UnsafeBuffer(0, 0);
    private final boolean[] derivatives = new boolean[Venue.values().length];
    private AssetBalance[] balances = new AssetBalance[16];
    private int count;

    /** An instrument's assets by number. */
    private record Pair(int base, int quote) {
    }

    private final InstrumentTable<Pair> pairs = new InstrumentTable<>();

    void define(Instrument instrument) {
        if (instrument.kind() != InstrumentKind.SPOT) {
            derivatives[instrument.venue().ordinal()] = true;
        }
        final Pair pair = new Pair(assets.idOf(instrument.baseAsset()), assets.idOf(instrument.quoteAsset()));
        pairs.put(instrument.id(), pair);
        of(instrument.venue(), pair.base());
        of(instrument.venue(), pair.quote());
    }

    /**
     * Takes in a fill that counts.
     *
     * @param feeAsset wrapped around the name of the fee's asset; empty: the quote asset
     */
    void fill(Instrument instrument, Side side, long price, long quantity, long fee, DirectBuffer feeAsset,
              long venueTimeNs) {
        final Venue venue = instrument.venue();
        final int sign = side == Side.BUY ? 1 : -1;
        final long base = Money.rescale(quantity, instrument.quantityExponent(), Money.EXPONENT, Rounding.HALF_EVEN);
        final long quote = Worth.of(instrument, price, quantity, Rounding.HALF_EVEN);
        final Pair pair = pairs.get(instrument.id());
        final int quoteId = pair.quote();
        final int feeId = feeAsset.capacity() == 0 ? quoteId : assets.idOf(feeAsset, 0, feeAsset.capacity());
        if (base == Money.OVERFLOW || quote == Money.OVERFLOW) {
            return;
        }
        of(venue, pair.base()).add(sign * base, venueTimeNs);
        of(venue, quoteId).add(-sign * quote, venueTimeNs);
        of(venue, feeId).add(-fee, venueTimeNs);
    }

    /** Takes in what the venue told when asked; what it pushes of its own accord may be older than a fill. */
    void tell(AccountBalanceDecoder told) {
        if (told.source() == ReportSource.QUERY && told.venue() != Venue.NULL_VAL) {
            told.wrapAsset(text);
            of(told.venue(), assets.idOf(text, 0, text.capacity())).tell(told.total(), told.venueTimeNs());
        }
    }

    /** Takes in what an account should hold as an earlier run knew it. */
    void carry(CarriedBalanceDecoder carried) {
        if (carried.venue() != Venue.NULL_VAL) {
            carried.wrapAsset(text);
            of(carried.venue(), assets.idOf(text, 0, text.capacity())).carry(carried.total(), carried.changes());
        }
    }

    /** Shows each balance that a venue has told and that is followed. */
    void forEach(BalanceVisitor visitor) {
        for (int i = 0; i < count; i++) {
            final AssetBalance balance = balances[i];
            if (balance.isKnown() && !derivatives[balance.venue.ordinal()]) {
                final DirectBuffer name = name(balance);
                visitor.onBalance(balance.venue, name.getStringWithoutLengthUtf8(0, name.capacity()),
                    balance.expected(), balance.changes());
            }
        }
    }

    /** The next balance of the venue that is not what it should be, which then is what the venue told; null if none. */
    AssetBalance nextDifference(Venue venue) {
        for (int i = 0; i < count; i++) {
            final AssetBalance balance = balances[i];
            if (balance.venue == venue && balance.isTold()) {
                final boolean differs = balance.compare() && !derivatives[venue.ordinal()];
                if (differs) {
                    return balance;
                }
            }
        }
        return null;
    }

    DirectBuffer name(AssetBalance balance) {
        return assets.bytes(balance.assetId);
    }

    private AssetBalance of(Venue venue, int assetId) {
        for (int i = 0; i < count; i++) {
            if (balances[i].venue == venue && balances[i].assetId == assetId) {
                return balances[i];
            }
        }
        if (count == balances.length) {
            balances = Arrays.copyOf(balances, count * 2);
        }
        balances[count] = new AssetBalance(venue, assetId);
        return balances[count++];
    }

    long hash(long seed) {
        long hash = assets.hash(Hashing.fold(seed, count));
        for (int i = 0; i < count; i++) {
            hash = balances[i].hash(hash);
        }
        return hash;
    }
}
