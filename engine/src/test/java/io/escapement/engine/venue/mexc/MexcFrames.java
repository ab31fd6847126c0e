package io.escapement.engine.venue.mexc;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.venue.ControlListener;
import io.escapement.engine.venue.FrameDecoder;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.PlainJson;
import io.escapement.engine.venue.wire.WireBench;

import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;

/** The sheet's vectors, frames built by protobuf-java, instruments for them, and benches. */
final class MexcFrames {
    static final List<Instrument> INSTRUMENTS = List.of(instrument(1, "BTCUSDT", MexcTexts.BOOK),
        instrument(2, "ETHUSDT", MexcTexts.limitBook(20)));
    /** Of the sheet. */
    static final byte[] DEPTH = HexFormat.of().parseHex("0a01641a07425443555344543080d095ffbc31ca13200a0a0a053130312e35"
        + "12013212080a033130301201302203313034" + "2a03313036");
    /** Of the sheet. */
    static final byte[] DEALS =
        HexFormat.of().parseHex("1a0742544355534454d213130a110a0331303012013318022081d095ffbc31");
    static final byte[] LIMIT = frame("{'channel':'x','symbol':'ETHUSDT','createTime':1700000000002,"
        + "'publicLimitDepths':{'asks':[{'price':'2000.5','quantity':'1'},{'price':'2000.6','quantity':'2'}],"
        + "'bids':[{'price':'2000.4','quantity':'1e-3'}],'eventType':'e','version':'77'}}");
    static final byte[] TICKER = frame("{'channel':'x','symbol':'BTCUSDT','sendTime':1782208005090,"
        + "'publicAggreBookTicker':{'bidPrice':'62383.56','bidQuantity':'0.07956651','askPrice':'62383.57',"
        + "'askQuantity':'0.09556','version':'5'}}");
    static final byte[] MANY_DEALS = frame("{'channel':'x','symbol':'BTCUSDT','sendTime':1782208006171,"
        + "'publicAggreDeals':{'deals':[{'price':'62383.56','quantity':'0.00008235','tradeType':2,"
        + "'time':1782208006167,'tradeId':'12'},{'price':'62383.57','quantity':'0.5','tradeType':1,"
        + "'time':1782208006168,'tradeId':'1X0_2X0'},{'price':'1','quantity':'1'}],'eventType':'e'}}");
    static final byte[] EMPTY = frame("{'symbol':'BTCUSDT','sendTime':1,'publicAggreDepths':"
        + "{'fromVersion':'104','toVersion':'104'}}");
    static final List<byte[]> ALL = List.of(DEPTH, DEALS, LIMIT, TICKER, MANY_DEALS, EMPTY);

    private MexcFrames() {
    }

    /** @param json with single quotes */
    static byte[] frame(String json) {
        try {
            return MexcMessages.encode(PlainJson.LENIENT.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Instrument instrument(int id, String symbol, BookRules rules) {
        return new Instrument(id, Venue.MEXC, symbol, "A", "B", -2, -8, 1, 1, 1, Long.MAX_VALUE, 1,
            InstrumentStatus.TRADING, InstrumentKind.SPOT, Instrument.ONE, "A/B", rules);
    }

    static BiFunction<Inlet, ControlListener, FrameDecoder> maker(List<Instrument> instruments) {
        return (inlet, control) -> new MexcFrameDecoder(inlet, new InstrumentLookup(instruments), control,
            WireBench.CONNECTION, Provenance.CAPTURE);
    }
}
