package io.escapement.perf.venues;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.venue.binance.BinanceFrameDecoder;
import io.escapement.engine.venue.binance.BinanceSbeFrameDecoder;
import io.escapement.engine.venue.binance.UsdmFrameDecoder;
import io.escapement.engine.venue.bitfinex.BitfinexFrameDecoder;
import io.escapement.engine.venue.bybit.BybitFrameDecoder;
import io.escapement.engine.venue.coinbase.CoinbaseFrameDecoder;
import io.escapement.engine.venue.gate.GateBook;
import io.escapement.engine.venue.gate.GateFrameDecoder;
import io.escapement.engine.venue.gate.GateMarket;
import io.escapement.engine.venue.htx.HtxDepth;
import io.escapement.engine.venue.htx.HtxFrameDecoder;
import io.escapement.engine.venue.kraken.KrakenFrameDecoder;
import io.escapement.engine.venue.kucoin.KucoinFrameDecoder;
import io.escapement.engine.venue.mexc.MexcFrameDecoder;
import io.escapement.engine.venue.okx.OkxFrameDecoder;
import io.escapement.engine.venue.okx.OkxNumbering;
import io.escapement.perf.venues.VenueSet.Numbers;
import io.escapement.perf.venues.twin.BinanceTwin;
import io.escapement.perf.venues.twin.BitfinexTwin;
import io.escapement.perf.venues.twin.BybitTwin;
import io.escapement.perf.venues.twin.CoinbaseTwin;
import io.escapement.perf.venues.twin.GateTwin;
import io.escapement.perf.venues.twin.HtxTwin;
import io.escapement.perf.venues.twin.KrakenTwin;
import io.escapement.perf.venues.twin.KucoinTwin;
import io.escapement.perf.venues.twin.MexcTwin;
import io.escapement.perf.venues.twin.OkxTwin;
import io.escapement.perf.venues.twin.SbeTwin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The frames of all venues, from recordings; where a venue was not recorded, real ones of another in its words. Replies
 * to subscriptions and pings, which are answered with texts, are left out.
 */
public final class VenueSets {
    private static final int LIMIT = 20_000;
    private static final int LARGE = 1 << 20;
    private static final Provenance CAPTURE = Provenance.CAPTURE;
    private static final String SPOT = "binance-spot/btcusdt-2024-08-08";

    private final Captured captured;

    public VenueSets(Path captures) {
        captured = new Captured(captures);
    }

    /** All of them, one after the other: a set is read when its turn comes. */
    public List<Supplier<VenueSet>> all() {
        return List.of(this::binance, this::binanceSbe, this::usdm, this::coinbase, this::coinbaseWhole, this::kraken,
            this::bybit, this::okx, this::htx, this::kucoin, this::gate, this::bitfinex, this::mexc);
    }

    private static List<Instrument> instruments(Venue venue, List<String> symbols, int price, int quantity,
                                                BookRules rules) {
        final List<Instrument> instruments = new ArrayList<>();
        for (final String symbol : symbols) {
            instruments.add(new Instrument(instruments.size() + 1, venue, symbol, "A", "B", price, quantity, 1, 1, 1,
                Long.MAX_VALUE, 0, InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, symbol, rules));
        }
        return instruments;
    }

    private VenueSet binance() {
        final List<byte[]> frames = captured.frames(SPOT, LIMIT, line -> true);
        final List<Instrument> listed = instruments(Venue.BINANCE, List.of("BTCUSDT"), -2, -8,
            BookRules.of(SyncKind.RANGES));
        return new VenueSet("Binance spot, JSON", SPOT + ", the first " + frames.size(), List.of(), frames, listed,
            (inlet, known) -> new BinanceFrameDecoder(inlet, known, new Deaf(), Venue.BINANCE, 1,
                CAPTURE, TimeUnit.MILLISECONDS), BinanceTwin::new, Numbers.VENUE, true, false);
    }

    private VenueSet binanceSbe() {
        final BinaryWords words = new BinaryWords();
        final List<byte[]> frames = captured.frames(SPOT, LIMIT, line -> true).stream().map(words::binary).toList();
        final List<Instrument> listed = instruments(Venue.BINANCE, List.of("BTCUSDT"), -2, -8,
            BookRules.of(SyncKind.RANGES));
        return new VenueSet("Binance spot, SBE", "never recorded: the frames of the row above, encoded after the "
            + "venue's schema", List.of(), frames, listed,
            (inlet, known) -> new BinanceSbeFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE),
            SbeTwin::new, Numbers.VENUE, false, false);
    }

    private VenueSet usdm() {
        final String name = "binance-usdm/ethusdt-2024-08-08";
        final List<byte[]> frames = captured.frames(name, LIMIT, line -> true);
        final List<Instrument> listed = instruments(Venue.BINANCE_USDM, List.of("ETHUSDT"), -2, -3,
            BookRules.of(SyncKind.CHAIN));
        return new VenueSet("Binance USD-M", name + ", the first " + frames.size(), List.of(), frames, listed,
            (inlet, known) -> new UsdmFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE,
                UsdmFrameDecoder.Trades.SINGLE), BinanceTwin::new, Numbers.VENUE, true, false);
    }

    private VenueSet coinbase(String name, String source, List<byte[]> frames, boolean levels) {
        final List<Instrument> listed = instruments(Venue.COINBASE, List.of("BTC-USD", "ETH-USD"), -2, -8,
            BookRules.of(SyncKind.STREAM));
        return new VenueSet(name, source, List.of(), frames, listed,
            (inlet, known) -> new CoinbaseFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE),
            CoinbaseTwin::new, Numbers.COUNTED, true, levels);
    }

    private VenueSet coinbase() {
        final String name = "coinbase/multi-2026-08";
        return coinbase("Coinbase", name + ", but for whole books", captured.frames(name, LIMIT,
            line -> line.text().length() < LARGE && !line.text().contains("\"subscriptions\"")), false);
    }

    private VenueSet coinbaseWhole() {
        final String name = "coinbase/multi-2026-08";
        return coinbase("Coinbase, whole books, a level", name + ", its whole books alone",
            captured.frames(name, LIMIT, line -> line.text().length() >= LARGE), true);
    }

    private VenueSet kraken() {
        final String name = "kraken/multi-2021-04";
        final KrakenWords words = new KrakenWords();
        final List<byte[]> frames = captured.frames(name).stream().map(words::second).filter(Objects::nonNull)
            .toList();
        final List<Instrument> listed = instruments(Venue.KRAKEN, Captured.found(frames, "\"symbol\":\"([^\"]+)\""),
            -8, -8, BookRules.of(SyncKind.STREAM).withDepth(1_000).withChecksum(ChecksumKind.KRAKEN, 1));
        return new VenueSet("Kraken", name + ", v1 frames put into v2's form", List.of(), frames, listed,
            (inlet, known) -> new KrakenFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE),
            KrakenTwin::new, Numbers.CHECKSUM, true, false);
    }

    private VenueSet bybit() {
        final String name = "bybit/multi-2026-08";
        final List<byte[]> all = captured.frames(name, LIMIT, line -> line.text().contains("\"topic\""));
        final List<byte[]> whole = all.stream().filter(frame -> Captured.text(frame).startsWith(
            "{\"topic\":\"orderbook") && Captured.text(frame).contains("\"type\":\"snapshot\"")).toList();
        final List<byte[]> frames = all.stream().filter(frame -> !whole.contains(frame)).toList();
        final List<Instrument> listed = instruments(Venue.BYBIT, List.of("BTCUSDT", "ETHUSDT", "SOLUSDT", "DOGEUSDT"),
            -5, -3, BookRules.of(SyncKind.STREAM).withDepth(200));
        return new VenueSet("Bybit linear", name + ", whole books once before", whole, frames, listed,
            (inlet, known) -> new BybitFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE, 200, true),
            BybitTwin::new, Numbers.VENUE, true, false);
    }

    private VenueSet okx() {
        final String name = "okx/multi-2021-07";
        final List<byte[]> frames = captured.frames(name, LIMIT,
            line -> line.connection() == 1 && line.text().contains("\"data\""));
        final List<Instrument> listed = instruments(Venue.OKX, Captured.found(frames, "\"instId\":\"([^\"]+)\""), -9,
            -8, BookRules.of(SyncKind.STREAM).withDepth(400).withChecksum(ChecksumKind.OKX, 1));
        return new VenueSet("OKX", name + ", the first of its three like connections", List.of(), frames, listed,
            (inlet, known) -> new OkxFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE, "books-l2-tbt",
                OkxNumbering.COUNTED), OkxTwin::new, Numbers.CHECKSUM, true, false);
    }

    private VenueSet htx() {
        final String name = "htx/multi-2021-04";
        final List<byte[]> frames = captured.frames(name).stream().filter(VenueSets::isPush).toList();
        final List<Instrument> listed = instruments(Venue.HTX, List.of("borusdt", "xvgeth", "yfihusd", "propyeth",
            "smteth"), -10, -8, HtxDepth.STEP0.rules());
        return new VenueSet("HTX, gzip + JSON", name + " (whole books of up to 150 levels a side)", List.of(), frames,
            listed, (inlet, known) -> new HtxFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE,
                HtxFrameDecoder.SwapAmounts.BOTH_SIDES), HtxTwin::new, Numbers.VENUE, true, false);
    }

    private static boolean isPush(byte[] packed) {
        try {
            return Captured.text(HtxTwin.unpacked(packed)).contains("\"tick\"");
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private VenueSet kucoin() {
        final String name = "kucoin/multi-2021-04";
        final List<byte[]> frames = captured.frames(name, LIMIT, line -> line.text().contains("\"message\""));
        final List<Instrument> listed = instruments(Venue.KUCOIN,
            Captured.found(frames, "\"topic\":\"/market/(?:level2|match|ticker):([A-Z0-9-]+)\""), -10, -8,
            BookRules.of(SyncKind.RANGES));
        return new VenueSet("KuCoin", name, List.of(), frames, listed,
            (inlet, known) -> new KucoinFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE),
            KucoinTwin::new, Numbers.VENUE, true, false);
    }

    private VenueSet gate() {
        final String name = "gateio/multi-2021-04";
        final List<byte[]> frames = captured.frames(name, LIMIT, line -> line.text().contains("\"event\":\"update\""));
        final List<Instrument> listed = instruments(Venue.GATE, Captured.found(frames, "\"s\":\"([A-Z0-9_]+)\""), -10,
            -10, BookRules.of(SyncKind.RANGES));
        return new VenueSet("Gate", name, List.of(), frames, listed,
            (inlet, known) -> new GateFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE,
                GateMarket.SPOT, GateBook.ORDER_BOOK_UPDATE, 100, true, true), GateTwin::new, Numbers.VENUE, true,
            false);
    }

    private VenueSet bitfinex() {
        final String name = "bitfinex/multi-2021-04";
        final List<byte[]> all = captured.frames(name);
        final List<byte[]> opening = all.stream().filter(frame -> frame[0] == '{').toList();
        final List<byte[]> frames = all.stream().filter(frame -> frame[0] == '[').toList();
        final List<Instrument> listed = instruments(Venue.BITFINEX,
            Captured.found(all, "\"symbol\":\"(t[^\"]+)\""), -10, -8, BookRules.of(SyncKind.STREAM));
        return new VenueSet("Bitfinex", name, opening, frames, listed,
            (inlet, known) -> new BitfinexFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE),
            BitfinexTwin::new, Numbers.COUNTED, true, false);
    }

    private VenueSet mexc() {
        final List<byte[]> frames = captured.frames(SPOT, LIMIT, line -> true).stream().map(ProtobufWords::pushed)
            .toList();
        final List<Instrument> listed = instruments(Venue.MEXC, List.of("BTCUSDT"), -2, -8,
            BookRules.of(SyncKind.RANGES));
        return new VenueSet("MEXC, protobuf", "never recorded as bytes: the frames of the first row, encoded after "
            + "the sheet's fields", List.of(), frames, listed,
            (inlet, known) -> new MexcFrameDecoder(inlet, known, new Deaf(), 1, CAPTURE), MexcTwin::new,
            Numbers.VENUE, false, false);
    }
}
