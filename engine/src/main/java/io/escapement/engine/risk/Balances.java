package io.escapement.engine.risk;

import io.escapement.codecs.decimal.Money;
import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.Venue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Balances of the assets that instruments are made of; others are of no interest. */
final class Balances {
    private static final int MOST_TEXT = 32;

    /** An asset at a venue. */
    private record Row(Venue venue, byte[] asset, Balance balance) {
    }

    private final List<Row> rows = new ArrayList<>();
    private final byte[] text = new byte[MOST_TEXT];

    /** The balance of an asset, made now if need be. */
    Balance of(Venue venue, byte[] asset) {
        for (final Row row : rows) {
            if (row.venue == venue && Arrays.equals(row.asset, asset)) {
                return row.balance;
            }
        }
        final Row made = new Row(venue, asset, new Balance());
        rows.add(made);
        return made.balance;
    }

    /** Takes in what the venue says; a total that is none is as if it had said nothing. */
    void onBalance(AccountBalanceDecoder report, long eventTimeNs) {
        final Venue venue = report.venue();
        final long total = report.total();
        final int length = report.getAsset(text, 0, MOST_TEXT);
        for (int i = 0; i < rows.size(); i++) {
            final Row row = rows.get(i);
            if (row.venue == venue && isText(row.asset, text, length) && total != Money.OVERFLOW && total >= 0) {
                row.balance.total = total;
                row.balance.spent = 0;
                row.balance.timeNs = eventTimeNs;
            }
        }
    }

    static boolean isText(byte[] expected, byte[] bytes, int length) {
        if (length != expected.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    long hash(long seed) {
        long hash = seed;
        for (int i = 0; i < rows.size(); i++) {
            hash = rows.get(i).balance.hash(hash);
        }
        return hash;
    }
}
