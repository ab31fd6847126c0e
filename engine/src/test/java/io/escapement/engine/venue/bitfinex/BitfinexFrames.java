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
    static final String STATUS = "{\"event\":\"subscribed\",\"channel\":\"status\",\"chanId\":20,"
        + "\"key\":\"deriv:tBTCF0:USTF0\"}";
    static final String LIQUIDATIONS = "{\"event\":\"subscribed\",\"channel\":\"status\",\"chanId\":21,"
        + "\"key\":\"liq:global\"}";
    static final String FIRST_STATUS = "[20,[[1609921474000,null,34568.786626655,34575.5,null,1856521.42387705,null,"
        + "1609948800000,-0.00004348,481,null,0,null,null,34593.64333333333,null,null,11153.74635347,null,null,null,"
        + "null,null]],11,1700000000010]";
    static final String LATER_STATUS = "[20,[1596124822000,null,0.896,0.771995,null,1396531.67,null,1596153600000,"
        + "0.0001056,6,null,-0.0138,null,null,0.7664,null,null,246502.09,null,null,null,null,0.3],12,1700000000011]";
    static final String LIQUIDATION = "[21,[[\"pos\",145400868,1609144352338,null,\"tBTCF0:USTF0\",-1.67288094,730.96,"
        + "null,1,1,null,736.13333333333],[\"pos\",142397657,1574697680828,null,\"tBSVUSD\",-2.62932,91.5838,null,1,1,"
        + "null,112.27],[\"pos\",145400869,1609144352339,null,\"tBTCF0:USTF0\",1.5,26000,null,0,0,null,null]],13,"
        + "1700000000012]";
    static final String HEARTBEAT = "[17,\"hb\",9,1700000000008]";
    static final String STRANGER = "[99,[1,2,3],10,1700000000009]";
    static final String UNSUBSCRIBED = "{\"event\":\"unsubscribed\",\"status\":\"OK\",\"chanId\":17}";
    static final List<String> GREETING = List.of(INFO, CONF, BOOK, TRADES, QUOTES, STATUS, LIQUIDATIONS);
    static final List<String> ALL = List.of(INFO, CONF, BOOK, TRADES, QUOTES, STATUS, LIQUIDATIONS, SNAPSHOT, UPDATE,
        DELETE, CHECKSUM, TRADE, TRADE_AGAIN, TRADES_BEFORE, QUOTE, HEARTBEAT, STRANGER, FIRST_STATUS, LATER_STATUS,
        LIQUIDATION, UNSUBSCRIBED);

    private BitfinexFrames() {
    }

    static Instrument instrument(int id, String symbol) {
        return new Instrument(id, Venue.BITFINEX, symbol, "BTC", "USD", -10, -8, 1, 1, 1, Long.MAX_VALUE, 1,
            InstrumentStatus.TRADING, symbol.contains("F0:") ? InstrumentKind.LINEAR : InstrumentKind.SPOT,
            Instrument.ONE, "BTC/USD",
            BookRules.of(SyncKind.STREAM).withChecksum(ChecksumKind.BITFINEX, 1));
    }

    /** A frame with another number. */
    static String numbered(String frame, long number) {
        return frame.replaceFirst(",[0-9]+,1700", "," + number + ",1700");
    }
}
