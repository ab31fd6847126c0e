package io.escapement.engine;

import io.escapement.codecs.Messages;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.BookSnapshotEncoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.venue.event.FeedEvents;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A made-up market of one name at two venues, as a list of events: each 100 ms a whole book of each and a trade in it,
 * each second a timer. The same seed makes the same market, whatever a test puts in between.
 */
final class ViewMarket {
    static final long MS = 1_000_000L;
    static final long SECOND = 1_000 * MS;
    static final int BINANCE = 1;
    static final int HTX = 2;
    /** A quarter of an hour before noon, UTC. */
    static final long START = 1_700_048_700L * SECOND;
    private static final int LEVELS = 8;

    /** An event and its time. */
    record Timed(long timeNs, EventWriter event) {
    }

    final List<Timed> events = new ArrayList<>();
    long nowNs = START;
    long mid = 1_000_000;
    /** Of venue time before ours. */
    long venueBehindNs;
    private final SplittableRandom random = new SplittableRandom(11);
    private long updates;
    private long trades;
    private final long[] lastTrade = new long[HTX + 1];

    ViewMarket send(EventWriter event) {
        events.add(new Timed(nowNs, event));
        return this;
    }

    /** Defines an instrument and subscribes it. */
    ViewMarket open(int id) {
        final Venue venue = id == BINANCE ? Venue.BINANCE : Venue.HTX;
        final Instrument instrument = new Instrument(id, venue, "S" + id, "BTC", "USDT", -2, -5, 1, 1, 1, 1L << 50, 0,
            InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BTC/USDT",
            BookRules.of(SyncKind.SNAPSHOTS));
        send((buffer, offset, header) -> {
            final InstrumentDefinitionEncoder encoder = new InstrumentDefinitionEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header);
            FeedEvents.describe(instrument, 0, encoder);
            return encoder.encodedLength();
        });
        return send((buffer, offset, header) -> {
            final FeedStatusEncoder encoder = new FeedStatusEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).receiveTimeNs(0).instrumentId(id).connectionId(id)
                .venue(venue).condition(FeedCondition.SUBSCRIBED).detail("");
            return encoder.encodedLength();
        });
    }

    /** A trade that the venue says was at a time. */
    ViewMarket trade(int id, long tradeId, long venueTimeNs, long price, long quantity, Side side) {
        final long receivedNs = nowNs;
        return send((buffer, offset, header) -> new TradeEncoder().wrapAndApplyHeader(buffer, offset, header)
            .venueTimeNs(venueTimeNs).receiveTimeNs(receivedNs).tradeId(tradeId).price(price).quantity(quantity)
            .instrumentId(id).aggressorSide(side).encodedLength());
    }

    /** The number of an instrument's last trade; the nine behind it are free. */
    long lastTrade(int id) {
        return lastTrade[id];
    }

    /** A trade like a good one, but for what a test says: its number, venue time, price and size. */
    ViewMarket trade(int id, long tradeId, long venueTimeNs, long price, long quantity) {
        return trade(id, tradeId, venueTimeNs, price, quantity, Side.BUY);
    }

    /** A whole book; each side's prices and sizes by turns, best first. */
    ViewMarket book(int id, long[] bids, long[] asks) {
        final long update = ++updates;
        final long receivedNs = nowNs;
        final long venueNs = nowNs - venueBehindNs;
        return send((buffer, offset, header) -> {
            final BookSnapshotEncoder encoder = new BookSnapshotEncoder();
            encoder.wrapAndApplyHeader(buffer, offset, header).venueTimeNs(venueNs).receiveTimeNs(receivedNs)
                .lastUpdateId(update).instrumentId(id)
                .flags((byte) (Messages.FIRST_FRAGMENT | Messages.LAST_FRAGMENT | Messages.IN_STREAM))
                .checksum(BookSnapshotEncoder.checksumNullValue());
            final BookSnapshotEncoder.BidsEncoder bid = encoder.bidsCount(bids.length / 2);
            for (int i = 0; i < bids.length; i += 2) {
                bid.next().price(bids[i]).quantity(bids[i + 1]);
            }
            final BookSnapshotEncoder.AsksEncoder ask = encoder.asksCount(asks.length / 2);
            for (int i = 0; i < asks.length; i += 2) {
                ask.next().price(asks[i]).quantity(asks[i + 1]);
            }
            return encoder.encodedLength();
        });
    }

    /** Something that is put between the events of a clean market, and takes no time. */
    interface Bad {
        void put(ViewMarket market, int step);
    }

    /** So many seconds of all instruments up to an id. */
    ViewMarket run(int seconds, int instruments) {
        return run(seconds, instruments, (market, step) -> { });
    }

    /** Likewise; {@code bad} goes behind the events of each tenth of a second. */
    ViewMarket run(int seconds, int instruments, Bad bad) {
        for (int step = 0; step < seconds * 10; step++) {
            mid += random.nextInt(401) - 200;
            for (int id = 1; id <= instruments; id++) {
                final long offset = random.nextInt(101) - 50;
                book(id, side(mid + offset, -1), side(mid + offset, 1));
                final boolean buy = random.nextInt(3) > 0;
                trades += 10;
                lastTrade[id] = trades;
                trade(id, trades, nowNs - venueBehindNs, mid + offset + (buy ? 10 : -10), 1 + random.nextInt(90_000),
                    buy ? Side.BUY : Side.SELL);
                if (step % 10 == 0) {
                    send(TestEvents.timer(id));
                }
            }
            bad.put(this, step);
            nowNs += 100 * MS;
        }
        return this;
    }

    /** So many seconds in which nothing happens but timers. */
    ViewMarket silence(int seconds, int instruments) {
        for (int i = 0; i < seconds; i++) {
            for (int id = 1; id <= instruments; id++) {
                send(TestEvents.timer(id));
            }
            nowNs += SECOND;
        }
        return this;
    }

    private long[] side(long from, int sign) {
        final long[] side = new long[2 * LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            side[2 * i] = from + sign * (10 + i * 20L);
            side[2 * i + 1] = 1 + random.nextInt(900_000);
        }
        return side;
    }
}
