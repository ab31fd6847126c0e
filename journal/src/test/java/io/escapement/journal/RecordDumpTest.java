package io.escapement.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.BookDeltaEncoder;
import io.escapement.codecs.sbe.ChecksumKind;
import io.escapement.codecs.sbe.CrossedRule;
import io.escapement.codecs.sbe.FaultEncoder;
import io.escapement.codecs.sbe.FeedCondition;
import io.escapement.codecs.sbe.FeedStatusEncoder;
import io.escapement.codecs.sbe.InstrumentDefinitionEncoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.SignalEncoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RecordDumpTest {
    private final RecordBuilder builder = new RecordBuilder(8192);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RecordDump dump = new RecordDump();
    private final ObjectMapper json = new ObjectMapper();

    private void defineInstrument() {
        builder.begin(1, 1, Provenance.LIVE);
        final InstrumentDefinitionEncoder definition = new InstrumentDefinitionEncoder();
        definition.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
            .receiveTimeNs(1).tickSize(1).lotSize(1).minQuantity(1).maxQuantity(1).minNotional(500_000_000)
            .instrumentId(1).venue(Venue.BINANCE).priceExponent((byte) -2).quantityExponent((byte) -5)
            .status(InstrumentStatus.TRADING).kind(InstrumentKind.SPOT)
            .sync(SyncKind.RANGES).checksum(ChecksumKind.NONE).checksumEvery(1).bookDepth(0)
            .crossed(CrossedRule.NEVER)
            .contractSize(100_000_000)
            .symbol("BTCUSDT").baseAsset("BTC").quoteAsset("USDT").canonical("BTC/USDT");
        builder.commit(8 + definition.encodedLength(), -1).finish();
        dump.learn(builder.buffer(), 0);
    }

    private void bookDelta() {
        builder.begin(2, 1_767_225_600_000_000_001L, Provenance.CAPTURE).verdict((byte) 1);
        final BookDeltaEncoder delta = new BookDeltaEncoder();
        delta.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
            .venueTimeNs(1_767_225_600_000_000_000L).receiveTimeNs(1_767_225_600_000_000_001L).firstUpdateId(10)
            .lastUpdateId(12).previousUpdateId(BookDeltaEncoder.previousUpdateIdNullValue()).instrumentId(1)
            .flags((short) 3).checksum(BookDeltaEncoder.checksumNullValue());
        delta.bidsCount(1).next().price(6_000_001).quantity(123_456);
        delta.asksCount(2).next().price(6_000_002).quantity(0).next().price(6_000_010).quantity(5);
        builder.commit(8 + delta.encodedLength(), -1);
        final SignalEncoder signal = new SignalEncoder();
        signal.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
            .value(0.25).threshold(Double.NaN).instrumentId(1).strategyId(7).side(Side.NULL_VAL);
        builder.commit(8 + signal.encodedLength(), 3).finish();
    }

    @Test
    void shouldShowEveryFieldWithPlainDecimalsAsJson() throws Exception {
        defineInstrument();
        bookDelta();
        assertEquals(json.readTree("""
            {"sequence":2,"eventTimeNs":1767225600000000001,"eventTime":"2026-01-01T00:00:00.000000001Z",
             "provenance":"CAPTURE","verdict":"APPLIED",
             "event":{"type":"BookDelta","venueTimeNs":1767225600000000000,"receiveTimeNs":1767225600000000001,
               "firstUpdateId":10,"lastUpdateId":12,"instrumentId":1,"flags":3,
               "bids":[{"price":"60000.01","quantity":"1.23456"}],
               "asks":[{"price":"60000.02","quantity":"0.00000"},{"price":"60000.10","quantity":"0.00005"}]},
             "effects":[{"type":"Signal","value":0.25,"instrumentId":1,"strategyId":7,"stage":3}]}"""),
            json.readTree(dump.json(builder.buffer(), 0)));
    }

    @Test
    void shouldSayThatAPriceIsAMantissaWhileItsInstrumentIsUnknown() throws Exception {
        bookDelta();
        final JsonNode bid = json.readTree(dump.json(builder.buffer(), 0)).at("/event/bids/0");
        assertEquals(json.readTree("{\"priceMantissa\":6000001,\"quantityMantissa\":123456}"), bid);
    }

    @Test
    void shouldMakeJsonOfAnyTextInOneLine() throws Exception {
        final String hostile = "quote \" backslash \\ slash / newline \n tab \t nul \u0000 bell \u0007 é 漢 😀 {}[]: '#";
        builder.begin(1, 0, Provenance.ENGINE);
        final FeedStatusEncoder status = new FeedStatusEncoder();
        status.wrapAndApplyHeader(builder.buffer(), builder.next(), header)
            .receiveTimeNs(0).instrumentId(FeedStatusEncoder.instrumentIdNullValue()).connectionId(1)
            .venue(Venue.BINANCE).condition(FeedCondition.MALFORMED_FRAME).detail(hostile);
        builder.commit(8 + status.encodedLength(), -1).finish();
        final String line = dump.json(builder.buffer(), 0);
        assertEquals(1, line.lines().count());
        assertEquals(hostile, json.readTree(line).at("/event/detail").textValue());
    }

    @Test
    void shouldShowARecordAsTextForPeople() {
        builder.begin(3, 0, Provenance.ENGINE);
        final FaultEncoder fault = new FaultEncoder();
        fault.wrapAndApplyHeader(builder.buffer(), builder.next(), header).stage(2).detail("division by zero");
        builder.commit(8 + fault.encodedLength(), -1).finish();
        assertEquals("""
            sequence: 3
            eventTimeNs: 0
            eventTime: "1970-01-01T00:00:00Z"
            provenance: ENGINE
            verdict: NONE
            event: {
              type: Fault,
              stage: 2,
              detail: division by zero
            }
            effects: []
            """.strip(), dump.text(builder.buffer(), 0).strip());
    }

    @Test
    void shouldNameTheTemplateOfAMessageThatIsNotKnown() throws Exception {
        builder.begin(4, 0, Provenance.ENGINE);
        header.wrap(builder.buffer(), builder.next()).blockLength(8).templateId(1999).schemaId(7301).version(9);
        builder.commit(16, -1).finish();
        assertEquals(json.readTree("{\"type\":\"template 1999\",\"bytes\":16}"),
            json.readTree(dump.json(builder.buffer(), 0)).get("event"));
    }
}
