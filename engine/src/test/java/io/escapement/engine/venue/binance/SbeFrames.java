package io.escapement.engine.venue.binance;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.WireBench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** Frames of the SBE market streams: the sheet's vectors, and a plain encoder after the sheet's table. */
final class SbeFrames {
    static final byte[] DIFF = HexFormat.of().parseHex("1a0013270100000040222018240a0600e903000000000000eb030000000000"
        + "00fefb10000100d95e63000000000090d003000000000010000100de5e63000000000000000000000000000742544355534454");
    static final byte[] BEST = HexFormat.of().parseHex("320011270100000040222018240a0600eb03000000000000fefbd95e630000"
        + "00000090d0030000000000df5e630000000000a0860100000000000742544355534454");
    static final byte[] TRADE = HexFormat.of().parseHex("120010270100000040222018240a060008222018240a0600fefb190001"
        + "0000002a00000000000000d95e630000000000e803000000000000010742544355534454");
    static final Instrument BTC = DecoderBench.instrument(1, "BTCUSDT", -2, -5);
    static final Instrument ETH = snapshots(DecoderBench.instrument(2, "ETHUSDT", -2, -5));
    static final List<Instrument> INSTRUMENTS = List.of(BTC, ETH);

    private final ByteBuffer buffer = ByteBuffer.allocate(4 << 20).order(ByteOrder.LITTLE_ENDIAN);

    private static Instrument snapshots(Instrument i) {
        return new Instrument(i.id(), i.venue(), i.symbol(), i.baseAsset(), i.quoteAsset(), i.priceExponent(),
            i.quantityExponent(), 1, 1, 1, 1, 1, i.status(), i.kind(), Instrument.ONE, "ETH/USDT",
            BookRules.of(SyncKind.SNAPSHOTS).withDepth(20));
    }

    static BiFunction<Inlet, ControlListener, FrameDecoder> maker(List<Instrument> instruments) {
        return (inlet, control) -> new BinanceSbeFrameDecoder(inlet, new InstrumentLookup(instruments), control,
            WireBench.CONNECTION, Provenance.CAPTURE);
    }

    /** Begins a message; {@code extra} bytes of a later version are put behind its block. */
    SbeFrames begin(int template, int blockLength, int version) {
        buffer.clear();
        return uint16(blockLength).uint16(template).uint16(1).uint16(version);
    }

    SbeFrames uint16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    SbeFrames uint32(int value) {
        buffer.putInt(value);
        return this;
    }

    SbeFrames int64(long... values) {
        for (final long value : values) {
            buffer.putLong(value);
        }
        return this;
    }

    SbeFrames int8(int... values) {
        for (final int value : values) {
            buffer.put((byte) value);
        }
        return this;
    }

    /** A group of levels: price, quantity, price, quantity... */
    SbeFrames levels(long... numbers) {
        return uint16(16).uint16(numbers.length / 2).int64(numbers);
    }

    byte[] end(String symbol) {
        final byte[] name = symbol.getBytes(StandardCharsets.UTF_8);
        int8(name.length);
        buffer.put(name);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    static byte[] snapshot() {
        return new SbeFrames().begin(10_002, 18, 0).int64(1_700_000_000_000_001L, 77).int8(-2, -5)
            .levels(200_040, 5, 200_030, 6).levels(200_050, 7).end("ETHUSDT");
    }

    static byte[] twoTrades() {
        return new SbeFrames().begin(10_000, 18, 0).int64(1_700_000_000_000_001L, 1_700_000_000_000_000L)
            .int8(-8, -8).uint16(25).uint32(2).int64(1, 6_512_345_000_000L, 1_000).int8(0)
            .int64(2, 6_512_346_000_000L, 2_000).int8(1).end("BTCUSDT");
    }

    static List<byte[]> all() {
        return List.of(DIFF, BEST, TRADE, snapshot(), twoTrades());
    }
}
