package io.escapement.engine.venue.bitfinex;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;

import java.util.List;

/** Instruments and frames that several tests begin with; arrays have a sequence number and a time at their end. */
final class BitfinexFrames {
    static final List<Instrument> INSTRUMENTS = List.of(instrument(1, "tBTCUSD"), instrument(2, "tBTCF0:USTF0"));
    static final String INFO = "{\"event\":\"info\",\"version\":2,\"serverId\":"
        + "\"083bd8d4-aca7-4690-a573-eabfc8103de8\",\"platform\":{\"status\":1}}";
    static final String CONF = "{\"event\":\"conf\",\"status\":\"OK\",\"flags\":229376}";
    static final String BOOK = "{\"event\":\"subscribed\",\"channel\":\"book\",\"chanId\":17,\"symbol\":\"tBTCUSD\","
        + "\"prec\":\"P0\",\"freq\":\"F0\",\"len\":\"25\",\"subId\":\"a\",\"pair\":\"BTCUSD\"}";
    static final String TRADES = "{\"event\":\"subscribed\",\"channel\":\"trades\",\"chanId\":18,"
        + "\"symbol\":\"tBTCUSD\",\"pair\":\"BTCUSD\"}";
    static final String QUOTES = "{\"event\":\"subscribed\",\"channel\":\"ticker\",\"chanId\":19,"
        + "\"symbol\":\"tBTCF0:USTF0\",\"pair\":\"BTCF0:USTF0\"}";
    static final String SNAPSHOT = "[17,[[6000,1,1],[5900,2,2],[6100,3,-3],[6200,1,-4]],1,1700000000000]";
    static final String UPDATE = "[17,[1.7e-8,3,0.5],2,1700000000001]";
    static final String DELETE = "[17,[6100,0,-1],3,1700000000002]";
    static final String CHECKSUM = "[17,\"cs\",-931816132,4,1700000000003]";
    static final String TRADE = "[18,\"te\",[637771130,1615232733897,-0.11546588,51350],5,1700000000004]";
    static final String TRADE_AGAIN = "[18,\"tu\",[637771130,1615232733897,-0.11546588,51350],6,1700000000005]";
    static final String TRADES_BEFORE = "[18,[[637771129,1615232733896,0.1,51350]],7,1700000000006]";
    static final String QUOTE = "[19,[29967,8.324975160000001,29976,13.3,-1674,-0.0529,29966,488,31887,29335,null],8,"
        + "1700000000007,\"more\"]";
    static final String HEARTBEAT = "[17,\"hb\",9,1700000000008]";
    static final String STRANGER = "[99,[1,2,3],10,1700000000009]";
    static final String UNSUBSCRIBED = "{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":17}";
    static final List<String> GREETING = List.of(INFO, CONF, BOOK, TRADES, QUOTES);
    static final List<String> ALL = List.of(INFO, CONF, BOOK, TRADES, QUOTES, SNAPSHOT, UPDATE, DELETE, CHECKSUM, TRADE,
        TRADE_AGAIN, TRADES_BEFORE, QUOTE, HEARTBEAT, STRANGER, UNSUBSCRIBED);

    private BitfinexFrames() {
    }

    static Instrument instrument(int id, String symbol) {
        return new Instrument(id, Venue.BITFINEX, symbol, "BTC", "USD", -10, -8, 1, 1, 1, Long.MAX_VALUE, 1,
            InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "BTC/USD",
            BookRules.of(SyncKind.STREAM).withChecksum(ChecksumKind.BITFINEX, 1));
    }

    /** A frame with another number. */
    static String numbered(String frame, long number) {
        return frame.replaceFirst(",[0-9]+,1700", "," + number + ",1700");
    }
}
