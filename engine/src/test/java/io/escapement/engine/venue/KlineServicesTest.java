package io.escapement.engine.venue;

import io.escapement.codecs.instrument.BookRules;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.HistoryBarDecoder;
import io.escapement.codecs.sbe.InstrumentKind;
import io.escapement.codecs.sbe.InstrumentStatus;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.SyncKind;
import io.escapement.codecs.sbe.Venue;
import io.escapement.engine.Venues;
import io.escapement.engine.history.HistoryBars;
import io.escapement.engine.history.Kline;
import io.escapement.engine.venue.session.KlineService;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What each venue is asked, and how its answers are read: in the form of its documentation, two bars of a minute. */
class KlineServicesTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long FROM = 1_700_006_400_000_000_000L;

    private static Instrument instrument(String symbol, long contractSize, InstrumentKind kind) {
        return new Instrument(9, Venue.BINANCE, symbol, "A", "B", -8, -8, 1, 1, 1, 1, 1, InstrumentStatus.TRADING, kind,
            contractSize, "A/B", BookRules.of(SyncKind.RANGES));
    }

    private static Instrument spot(String symbol) {
        return instrument(symbol, Instrument.ONE, InstrumentKind.SPOT);
    }

    private static List<Kline> read(String venue, Instrument instrument, String body) throws IOException {
        return Venues.open(venue).klines().read(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), instrument,
            MINUTE);
    }

    /** Minute since, prices, volume, quote, buys, trades. */
    private static String lines(String venue, Instrument instrument, String body) throws IOException {
        return read(venue, instrument, body).stream().map(kline -> (kline.openTimeNs() - FROM) / MINUTE + ": "
            + kline.open() + " " + kline.high() + " " + kline.low() + " " + kline.close() + " " + kline.volume() + " "
            + kline.quoteVolume() + " " + kline.buyVolume() + " " + kline.tradeCount())
            .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', value = {
        "binance BTCUSDT /api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1700006400000&endTime=1700006519999"
            + "&limit=2",
        "binance-usdm BTCUSDT /fapi/v1/klines?symbol=BTCUSDT&interval=1m&startTime=1700006400000&endTime=1700006519999"
            + "&limit=2",
        "bybit BTCUSDT /v5/market/kline?category=spot&symbol=BTCUSDT&interval=1&start=1700006400000&end=1700006519999"
            + "&limit=2",
        "bybit-linear BTCUSDT /v5/market/kline?category=linear&symbol=BTCUSDT&interval=1&start=1700006400000"
            + "&end=1700006519999&limit=2",
        "okx BTC-USDT /api/v5/market/history-candles?instId=BTC-USDT&bar=1m&before=1700006399999&after=1700006520000"
            + "&limit=2",
        "gate BTC_USDT /api/v4/spot/candlesticks?currency_pair=BTC_USDT&interval=1m&from=1700006400&to=1700006519",
        "kucoin BTC-USDT /api/v1/market/candles?symbol=BTC-USDT&type=1min&startAt=1700006400&endAt=1700006520",
        "bitfinex tBTCUSD /v2/candles/trade:1m:tBTCUSD/hist?start=1700006400000&end=1700006519999&limit=2&sort=1",
        "htx btcusdt /market/history/kline?symbol=btcusdt&period=1min&size=5",
        "mexc BTCUSDT /api/v3/klines?symbol=BTCUSDT&interval=1m&startTime=1700006400000&endTime=1700006519999&limit=2",
        "kraken BTC/USD /0/public/OHLC?pair=XBTUSD&interval=1&since=1700006399",
        "coinbase BTC-USD /api/v3/brokerage/market/products/BTC-USD/candles?start=1700006400&end=1700006519"
            + "&granularity=ONE_MINUTE&limit=2"})
    void eachIsAskedInItsOwnWords(String venue, String symbol, String path) {
        final KlineService service = Venues.open(venue).klines();
        assertEquals(path, service.question(spot(symbol), MINUTE, FROM, FROM + 2 * MINUTE).path());
        assertTrue(service.durationsNs().contains(60 * MINUTE) && service.most() >= 100);
    }

    @Test
    void answersAreReadInEachVenuesOrderOfColumns() throws IOException {
        final String two = "0: 1 4 0.5 2 10 20.5 null -1; 1: 2 3 1 2.5 11 21.5 null -1";
        assertEquals("0: 1 4 0.5 2 10 20.5 6 7; 1: 2 3 1 2.5 11 21.5 8 9", lines("binance", spot("X"),
            "[[1700006400000,'1','4','0.5','2','10',1700006459999,'20.5',7,'6','12.3','0'],"
                + "[1700006460000,'2','3','1','2.5','11',1700006519999,'21.5',9,'8','12.4','0']]"));
        assertEquals(two, lines("mexc", spot("X"), "[[1700006400000,'1','4','0.5','2','10',1700006460000,'20.5'],"
            + "[1700006460000,'2','3','1','2.5','11',1700006520000,'21.5']]"));
        final String newestFirst = "1: 2 3 1 2.5 11 21.5 null -1; 0: 1 4 0.5 2 10 20.5 null -1";
        assertEquals(newestFirst, lines("bybit", spot("X"), "{'retCode':0,'retMsg':'OK','result':{'category':'spot',"
            + "'symbol':'X','list':[['1700006460000','2','3','1','2.5','11','21.5'],"
            + "['1700006400000','1','4','0.5','2','10','20.5']]},'retExtInfo':{},'time':1}"));
        assertEquals(newestFirst, lines("kucoin", spot("X"), "{'code':'200000','data':[['1700006460','2','2.5','3','1',"
            + "'11','21.5'],['1700006400','1','2','4','0.5','10','20.5']]}"));
        assertEquals("0: 1 4 0.5 2 10 20.5 null -1", lines("gate", spot("X"), "[['1700006400','20.5','2','4','0.5','1',"
            + "'10','true'],['1700006460','21.5','2.5','3','1','2','11','false']]"), "one is still forming");
        assertEquals("0: 1 4 0.5 2 10 20.5 null -1", lines("okx", spot("X"), "{'code':'0','msg':'','data':[["
            + "'1700006460000','2','3','1','2.5','11','11','21.5','0'],"
            + "['1700006400000','1','4','0.5','2','10','10','20.5','1']]}"), "one is still forming");
        assertEquals("0: 1 4 0.5 2 10 null null -1; 1: 2 3 1 2.5 1.1E-7 null null -1", lines("bitfinex", spot("X"),
            "[[1700006400000,1,2,4,0.5,10],[1700006460000,2,2.5,3,1,1.1e-7]]"));
        assertEquals("1: 2 3 1 2.5 11 21.5 null 9; 0: 1 4 0.5 2 10 20.5 null 7", lines("htx", spot("X"),
            "{'ch':'market.x.kline.1min','status':'ok','ts':1,'data':[{'id':1700006460,'open':2,'close':2.5,'low':1,"
                + "'high':3,'amount':11,'vol':21.5,'count':9},{'id':1700006400,'open':1,'close':2,'low':0.5,'high':4,"
                + "'amount':10,'vol':20.5,'count':7}]}"));
        assertEquals("0: 1 4 0.5 2 10 null null 7; 1: 2 3 1 2.5 11 null null 9", lines("kraken", spot("X/Y"),
            "{'error':[],'result':{'XXBTZUSD':[[1700006400,'1','4','0.5','2','2.05','10',7],"
                + "[1700006460,'2','3','1','2.5','2.1','11',9]],'last':1700006400}}"));
        assertEquals("1: 2 3 1 2.5 11 null null -1; 0: 1 4 0.5 2 10 null null -1", lines("coinbase", spot("X"),
            "{'candles':[{'start':'1700006460','low':'1','high':'3','open':'2','close':'2.5','volume':'11'},"
                + "{'start':'1700006400','low':'0.5','high':'4','open':'1','close':'2','volume':'10'}]}"));
    }

    @Test
    void ofContractsTheMoneyIsThatOfTheirNumber() throws IOException {
        final String body = "{'code':'0','msg':'','data':[['1700006400000','1','4','0.5','2','10','0.1','20.5','1']]}";
        assertEquals("0: 1 4 0.5 2 10 2050.00000000 null -1",
            lines("okx-swap", instrument("X", Instrument.ONE / 100, InstrumentKind.LINEAR), body));
        assertEquals("0: 1 4 0.5 2 10 null null -1",
            lines("okx-swap", instrument("X", 100 * Instrument.ONE, InstrumentKind.INVERSE), body));
    }

    @Test
    void whereDaysBeginElsewhereThereAreNone() {
        assertEquals(240 * MINUTE, Venues.open("htx").klines().durationsNs().get(5), "four hours are the longest");
        assertTrue(Venues.open("okx").klines().question(spot("X"), 1_440 * MINUTE, FROM, FROM + 1_440 * MINUTE).path()
            .contains("&bar=1Dutc&"));
        assertNull(Venues.open("htx-swap").klines(), "volumes count both sides there");
        assertNull(Venues.open("gate-futures").klines(), "sizes may be parts of contracts there");
    }

    @Test
    void refusalsAndOtherBodiesAreTold() {
        assertEquals("the venue refused: retCode \"10001\" Not supported symbols", problem("bybit",
            "{'retCode':10001,'retMsg':'Not supported symbols','result':{}}"));
        assertEquals("the venue refused: code \"51001\" no such instrument", problem("okx",
            "{'code':'51001','msg':'no such instrument','data':[]}"));
        assertEquals("the venue refused: EQuery:Unknown asset pair", problem("kraken",
            "{'error':['EQuery:Unknown asset pair']}"));
        assertEquals("the venue refused: status \"error\" invalid symbol", problem("htx",
            "{'status':'error','err-code':'invalid-parameter','err-msg':'invalid symbol','data':null}"));
        assertEquals("there is no array in the body", problem("binance", "{'code':-1121,'msg':'Invalid symbol.'}"));
        assertEquals("klines: row 0 has no low", problem("mexc", "[[1700006400000,'1','4']]"));
        assertEquals("klines: row 0 has the open 'x'; expected a decimal", problem("binance",
            "[[1700006400000,'x','4','1','2','3']]"));
        assertEquals("klines: row 0 has the time 1.5; expected a decimal", problem("binance",
            "[[1.5,'1','4','1','2','3']]"));
        for (final String venue : Venues.names()) {
            for (final String body : List.of("", "[[1", "{}", "<html>", "7")) {
                assertTrue(Venues.open(venue).klines() == null || problem(venue, body) != null, venue + " " + body);
            }
        }
    }

    private static String problem(String venue, String body) {
        return assertThrows(IOException.class, () -> read(venue, spot("X/Y"), body), venue + " " + body).getMessage();
    }

    /** From Binance's documentation of GET /api/v3/klines: a week. */
    @Test
    void binancesOwnExampleBecomesAnEventOfTheInstrumentsMantissas() throws IOException {
        final Kline kline = read("binance", spot("X"), "[[1499040000000,'0.01634790','0.80000000','0.01575800',"
            + "'0.01577100','148976.11427815',1499644799999,'2434.19055334',308,'1756.87402397','28.46694368','0']]")
            .get(0);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
        final int length = new HistoryBars().write(kline, spot("X"), 5, buffer, 0);
        final HistoryBarDecoder bar = new HistoryBarDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        assertEquals(8 + bar.encodedLength(), length);
        assertEquals(List.of(5L, 1_499_040_000_000_000_000L, MINUTE, 1_634_790L, 80_000_000L, 1_575_800L, 1_577_100L,
            14_897_611_427_815L, 175_687_402_397L, 243_419_055_334L), List.of(bar.receiveTimeNs(), bar.openTimeNs(),
            bar.durationNs(), bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice(), bar.volume(),
            bar.buyVolume(), bar.notional()));
        assertEquals(List.of(9, 308), List.of(bar.instrumentId(), bar.tradeCount()));
    }
}
