package io.escapement.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Every venue's {@link VenueCase}, after the venues' sheets. */
final class VenueCases {
    private static final String TIME = "1790000000000";

    private VenueCases() {
    }

    static Stream<VenueCase> all() {
        return Stream.of(binance(), usdm(), coinbase(), kraken(), bybit(true), bybit(false), okx(true), okx(false),
            htx(), htxSwap(), kucoin(), gate(), gateFutures(), bitfinex(), mexc());
    }

    private static VenueCase binance() {
        return new VenueCase("binance").symbols("BTCUSDT", "ETHUSDT")
            .definitions("{'symbols':[" + binanceSymbol("BTC", "'NOTIONAL','minNotional'", "") + ","
                + binanceSymbol("ETH", "'NOTIONAL','minNotional'", "") + "]}")
            .halt("TRADING", "BREAK").retick("'tickSize':'0.01'", "'tickSize':'0.1'")
            .needed("status", "baseAsset", "baseAssetPrecision", "tickSize", "stepSize", "minQty", "maxQty")
            .live1(binanceDelta("BTCUSDT", "'U':95,'u':100", "99"), "REST {'lastUpdateId':100,'bids':[['100','5']],"
                + "'asks':[['101','5']]}")
            .live2(binanceDelta("ETHUSDT", "'U':95,'u':100", "99"), "REST {'lastUpdateId':100,'bids':[['100','5']],"
                + "'asks':[['101','5']]}")
            .delta(binanceDelta("BTCUSDT", "'U':101,'u':102", "100.5"))
            .delta2(binanceDelta("ETHUSDT", "'U':101,'u':102", "100.5"))
            .unknownChannel("{'e':'kline','E':1,'s':'BTCUSDT','k':{}}");
    }

    private static String binanceSymbol(String base, String notional, String more) {
        return "{'symbol':'" + base + "USDT','status':'TRADING','baseAsset':'" + base + "','baseAssetPrecision':8,"
            + "'quoteAsset':'USDT'," + more + "'quoteAssetPrecision':8,'filters':[{'filterType':'PRICE_FILTER',"
            + "'tickSize':'0.01'},{'filterType':'LOT_SIZE','stepSize':'0.001','minQty':'0.001','maxQty':'9000'},"
            + "{'filterType':" + notional + ":'5'}]}";
    }

    private static String binanceDelta(String symbol, String ids, String price) {
        return "{'e':'depthUpdate','E':" + TIME + ",'s':'" + symbol + "'," + ids + ",'b':[['" + price
            + "','0.25']],'a':[]}";
    }

    private static VenueCase usdm() {
        final String snapshot = "REST {'lastUpdateId':100,'E':1,'T':1,'bids':[['100','5']],'asks':[['101','5']]}";
        return new VenueCase("binance-usdm").symbols("BTCUSDT", "ETHUSDT").path("/public/ws")
            .definitions("{'symbols':[" + binanceSymbol("BTC", "'MIN_NOTIONAL','notional'",
                "'contractType':'PERPETUAL',") + "," + binanceSymbol("ETH", "'MIN_NOTIONAL','notional'",
                "'contractType':'PERPETUAL',") + "]}")
            .halt("TRADING", "SETTLING").retick("'tickSize':'0.01'", "'tickSize':'0.1'")
            .needed("status", "contractType", "baseAsset", "tickSize", "stepSize", "minQty", "notional")
            .live1(binanceDelta("BTCUSDT", "'U':95,'u':105,'pu':90", "99"), snapshot)
            .live2(binanceDelta("ETHUSDT", "'U':95,'u':105,'pu':90", "99"), snapshot)
            .delta(binanceDelta("BTCUSDT", "'U':108,'u':109,'pu':105", "100.5"))
            .delta2(binanceDelta("ETHUSDT", "'U':108,'u':109,'pu':105", "100.5"))
            .unknownChannel("{'e':'kline','E':1,'s':'BTCUSDT','k':{}}");
    }

    private static VenueCase coinbase() {
        return new VenueCase("coinbase").symbols("BTC-USD", "ETH-USD")
            .definitions("{'products':[" + coinbaseProduct("BTC") + "," + coinbaseProduct("ETH") + "]}")
            .halt("'trading_disabled':false", "'trading_disabled':true")
            .retick("'price_increment':'0.01'", "'price_increment':'0.1'")
            .needed("product_type", "base_increment", "base_currency_id", "base_min_size", "base_max_size", "status")
            .greeting(coinbaseFrame(0, "subscriptions", "{'subscriptions':{'level2':['BTC-USD','ETH-USD']}}"))
            .live1(coinbaseFrame(1, "l2_data", coinbaseBook("snapshot", "BTC", "bid", "100", "5") + ","
                + coinbaseBook("update", "BTC", "offer", "101", "5")))
            .live2(coinbaseFrame(2, "l2_data", coinbaseBook("snapshot", "ETH", "bid", "100", "5") + ","
                + coinbaseBook("update", "ETH", "offer", "101", "5")))
            .delta(coinbaseFrame(3, "l2_data", coinbaseBook("update", "BTC", "bid", "100.5", "0.25")))
            .delta2(coinbaseFrame(4, "l2_data", coinbaseBook("update", "ETH", "bid", "100.5", "0.25")))
            .optional("event_time")
            .unknownChannel(coinbaseFrame(3, "futures_balance_summary", "{}"));
    }

    private static String coinbaseProduct(String base) {
        return "{'product_id':'" + base + "-USD','product_type':'SPOT','alias':'','price_increment':'0.01',"
            + "'base_increment':'0.00000001','base_min_size':'0.00001','base_max_size':'1000','quote_min_size':'1',"
            + "'base_currency_id':'" + base + "','quote_currency_id':'USD','status':'online','trading_disabled':false}";
    }

    private static String coinbaseFrame(int number, String channel, String events) {
        return "{'channel':'" + channel + "','timestamp':'2026-11-21T14:30:00.123Z','sequence_num':" + number
            + ",'events':[" + events + "]}";
    }

    private static String coinbaseBook(String type, String base, String side, String price, String quantity) {
        return "{'type':'" + type + "','product_id':'" + base + "-USD','updates':[{'side':'" + side
            + "','event_time':'2026-11-21T14:30:00Z','price_level':'" + price + "','new_quantity':'" + quantity
            + "'}]}";
    }

    private static VenueCase kraken() {
        final String asks = "1010500000000";
        final String bids = "1000500000000";
        return new VenueCase("kraken").symbols("BTC/USD", "ETH/USD").plainNumbers()
            .definitions("{'error':[],'result':{'XXBTZUSD':" + krakenPair("XBT") + ",'XETHZUSD':" + krakenPair("ETH")
                + "}}")
            .halt("'status':'online'", "'status':'delisted'").retick("'tick_size':'0.1'", "'tick_size':'0.5'")
            .needed("pair_decimals", "lot_decimals", "ordermin")
            .greeting("{'channel':'status','type':'update','data':[{'system':'online','version':'2.0.10'}]}")
            .live1(krakenBook("snapshot", "BTC", "{'price':100,'qty':5}", "{'price':101,'qty':5}", asks + bids))
            .live2(krakenBook("snapshot", "ETH", "{'price':100,'qty':5}", "{'price':101,'qty':5}", asks + bids))
            .delta(krakenBook("update", "BTC", "{'price':100.5,'qty':0.25}", "", asks + "100525000000" + bids))
            .delta2(krakenBook("update", "ETH", "{'price':100.5,'qty':0.25}", "", asks + "100525000000" + bids))
            .unknownChannel("{'channel':'ohlc','type':'update','data':[{}]}");
    }

    private static String krakenPair(String base) {
        return "{'wsname':'" + base + "/USD','pair_decimals':1,'lot_decimals':8,'ordermin':'0.0001','costmin':'0.5',"
            + "'tick_size':'0.1','status':'online'}";
    }

    private static String krakenBook(String type, String base, String bids, String asks, String text) {
        final CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return "{'channel':'book','type':'" + type + "','data':[{'symbol':'" + base + "/USD','bids':[" + bids
            + "],'asks':[" + asks + "],'checksum':" + crc.getValue() + ",'timestamp':'2026-11-21T14:30:00Z'}]}";
    }

    private static VenueCase bybit(boolean spot) {
        final String category = spot ? "spot" : "linear";
        return new VenueCase(spot ? "bybit" : "bybit-linear").symbols("BTCUSDT", "ETHUSDT")
            .path("/v5/public/" + category)
            .definitions("{'retCode':0,'retMsg':'OK','result':{'category':'" + category + "','list':["
                + bybitSymbol("BTC", spot) + "," + bybitSymbol("ETH", spot) + "],'nextPageCursor':''}}")
            .halt("'status':'Trading'", "'status':'PreLaunch'").retick("'tickSize':'0.01'", "'tickSize':'0.1'")
            .needed("status", "baseCoin", "tickSize", spot ? "basePrecision" : "qtyStep", "minOrderQty")
            .live1(bybitBook("snapshot", "BTC", 10, "[['100','5']]", "[['101','5']]"))
            .live2(bybitBook("snapshot", "ETH", 10, "[['100','5']]", "[['101','5']]"))
            .delta(bybitBook("delta", "BTC", 11, "[['100.5','0.25']]", "[]"))
            .delta2(bybitBook("delta", "ETH", 11, "[['100.5','0.25']]", "[]"))
            .optional("cts", "seq")
            .unknownChannel("{'topic':'kline.1.BTCUSDT','type':'snapshot','ts':1,'data':[]}");
    }

    private static String bybitSymbol(String base, boolean spot) {
        return "{'symbol':'" + base + "USDT','status':'Trading','baseCoin':'" + base + "','quoteCoin':'USDT',"
            + "'priceFilter':{'tickSize':'0.01'},'lotSizeFilter':{'" + (spot ? "basePrecision" : "qtyStep")
            + "':'0.001','minOrderQty':'0.001','maxOrderQty':'100'}}";
    }

    private static String bybitBook(String type, String base, int u, String bids, String asks) {
        return "{'topic':'orderbook.200." + base + "USDT','type':'" + type + "','ts':" + TIME + ",'data':{'s':'" + base
            + "USDT','b':" + bids + ",'a':" + asks + ",'u':" + u + ",'seq':" + (700 + u) + "},'cts':" + TIME + "}";
    }

    private static VenueCase okx(boolean spot) {
        final String end = spot ? "" : "-SWAP";
        return new VenueCase(spot ? "okx" : "okx-swap").symbols("BTC-USDT" + end, "ETH-USDT" + end)
            .path("/ws/v5/public")
            .definitions("{'code':'0','msg':'','data':[" + okxSymbol("BTC", spot) + "," + okxSymbol("ETH", spot) + "]}")
            .halt("'state':'live'", "'state':'suspend'").retick("'tickSz':'0.1'", "'tickSz':'0.01'")
            .needed("state", "tickSz", "lotSz", "minSz", spot ? "baseCcy" : "ctVal")
            .live1(okxBook("snapshot", "BTC-USDT" + end, -1, 10, "[['100','5','0','1']]", "[['101','5','0','1']]"))
            .live2(okxBook("snapshot", "ETH-USDT" + end, -1, 10, "[['100','5','0','1']]", "[['101','5','0','1']]"))
            .delta(okxBook("update", "BTC-USDT" + end, 10, 15, "[['100.5','0.25','0','1']]", "[]"))
            .delta2(okxBook("update", "ETH-USDT" + end, 10, 15, "[['100.5','0.25','0','1']]", "[]"))
            .optional("checksum")
            .unknownChannel("{'arg':{'channel':'candle1m','instId':'BTC-USDT" + end + "'},'data':[]}");
    }

    private static String okxSymbol(String base, boolean spot) {
        return "{'instId':'" + base + "-USDT" + (spot ? "" : "-SWAP") + "','instType':'" + (spot ? "SPOT" : "SWAP")
            + "','baseCcy':'" + (spot ? base : "") + "','quoteCcy':'" + (spot ? "USDT" : "") + "','tickSz':'0.1',"
            + "'lotSz':'0.01','minSz':'0.01','ctVal':'0.01','ctMult':'1','ctType':'linear','state':'live'}";
    }

    private static String okxBook(String action, String symbol, int previous, int id, String bids, String asks) {
        return "{'arg':{'channel':'books','instId':'" + symbol + "'},'action':'" + action + "','data':[{'asks':" + asks
            + ",'bids':" + bids + ",'ts':'" + TIME + "','checksum':0,'prevSeqId':" + previous + ",'seqId':" + id
            + "}]}";
    }

    private static VenueCase htx() {
        return new VenueCase("htx").symbols("btcusdt", "ethusdt").path("/feed").plainNumbers()
            .definitions("{'status':'ok','data':[" + htxSymbol("btc") + "," + htxSymbol("eth") + "]}")
            .halt("'state':'online'", "'state':'suspend'").retick("'price-precision':2", "'price-precision':3")
            .needed("base-currency", "price-precision", "amount-precision", "min-order-amt", "state")
            .live1(htxPush("btcusdt", 40, 50, "99"), htxReply("btcusdt"))
            .live2(htxPush("ethusdt", 40, 50, "99"), htxReply("ethusdt"))
            .delta(htxPush("btcusdt", 50, 57, "100.5")).delta2(htxPush("ethusdt", 50, 57, "100.5"))
            .optional("bids", "asks")
            .unknownChannel("{'ch':'market.btcusdt.kline.1min','ts':" + TIME + ",'tick':{}}");
    }

    private static String htxSymbol(String base) {
        return "{'symbol':'" + base + "usdt','base-currency':'" + base + "','quote-currency':'usdt',"
            + "'price-precision':2,'amount-precision':4,'min-order-amt':0.0001,'max-order-amt':1000,"
            + "'min-order-value':5,'state':'online'}";
    }

    private static String htxPush(String symbol, int previous, int number, String bid) {
        return "{'ch':'market." + symbol + ".mbp.150','ts':" + TIME + ",'tick':{'seqNum':" + number
            + ",'prevSeqNum':" + previous + ",'bids':[[" + bid + ",0.25]],'asks':[]}}";
    }

    private static String htxReply(String symbol) {
        return "REQ {'id':'1','status':'ok','ts':" + TIME + ",'rep':'market." + symbol + ".mbp.150','data':{"
            + "'seqNum':50,'bids':[[100,5]],'asks':[[101,5]]}}";
    }

    private static VenueCase htxSwap() {
        return new VenueCase("htx-swap").symbols("BTC-USDT", "ETH-USDT").path("/linear-swap-ws").plainNumbers()
            .definitions("{'status':'ok','data':[" + htxContract("BTC") + "," + htxContract("ETH") + "]}")
            .halt("'contract_status':1", "'contract_status':3").retick("'price_tick':0.1", "'price_tick':0.01")
            .needed("contract_size", "price_tick", "contract_status")
            .live1(htxDepth("snapshot", "BTC", 10, "[[100,4]]", "[[101,4]]"))
            .live2(htxDepth("snapshot", "ETH", 10, "[[100,4]]", "[[101,4]]"))
            .delta(htxDepth("update", "BTC", 11, "[[100.5,0.25]]", "[]"))
            .delta2(htxDepth("update", "ETH", 11, "[[100.5,0.25]]", "[]"))
            .optional("bids", "asks")
            .unknownChannel("{'ch':'market.BTC-USDT.kline.1min','ts':" + TIME + ",'tick':{}}");
    }

    private static String htxContract(String base) {
        return "{'contract_code':'" + base + "-USDT','symbol':'" + base + "','contract_size':0.001,'price_tick':0.1,"
            + "'contract_status':1}";
    }

    private static String htxDepth(String event, String base, int version, String bids, String asks) {
        return "{'ch':'market." + base + "-USDT.depth.size_150.high_freq','ts':" + TIME + ",'tick':{'event':'" + event
            + "','version':" + version + ",'ts':" + TIME + ",'bids':" + bids + ",'asks':" + asks + "}}";
    }

    private static VenueCase kucoin() {
        final String snapshot = "REST {'code':'200000','data':{'sequence':'16','time':" + TIME
            + ",'bids':[['100','5']],'asks':[['101','5']]}}";
        return new VenueCase("kucoin").symbols("BTC-USDT", "ETH-USDT")
            .definitions("{'code':'200000','data':[" + kucoinSymbol("BTC") + "," + kucoinSymbol("ETH") + "]}")
            .halt("'enableTrading':true", "'enableTrading':false")
            .retick("'priceIncrement':'0.1'", "'priceIncrement':'0.01'")
            .needed("baseCurrency", "priceIncrement", "baseIncrement", "baseMinSize", "enableTrading")
            .greeting("{'id':'x','type':'welcome'}")
            .live1(kucoinBook("BTC", 15, 16, "99"), snapshot).live2(kucoinBook("ETH", 15, 16, "99"), snapshot)
            .delta(kucoinBook("BTC", 17, 18, "100.5")).delta2(kucoinBook("ETH", 17, 18, "100.5"))
            .optional("time", "subject")
            .unknownChannel("{'type':'message','topic':'/market/candles:BTC-USDT_1min','data':{}}");
    }

    private static String kucoinSymbol(String base) {
        return "{'symbol':'" + base + "-USDT','baseCurrency':'" + base + "','quoteCurrency':'USDT',"
            + "'priceIncrement':'0.1','baseIncrement':'0.0001','baseMinSize':'0.001','baseMaxSize':'1000',"
            + "'minFunds':'1','enableTrading':true}";
    }

    private static String kucoinBook(String base, int first, int last, String bid) {
        return "{'type':'message','topic':'/market/level2:" + base + "-USDT','subject':'trade.l2update','data':{"
            + "'changes':{'asks':[],'bids':[['" + bid + "','0.25','" + last + "']]},'sequenceStart':" + first
            + ",'sequenceEnd':" + last + ",'symbol':'" + base + "-USDT','time':" + TIME + "}}";
    }

    private static VenueCase gate() {
        return gate("gate", "spot", "/ws/v4/")
            .definitions("[" + gatePair("BTC") + "," + gatePair("ETH") + "]")
            .halt("'trade_status':'tradable'", "'trade_status':'untradable'").retick("'precision':1", "'precision':2")
            .needed("base", "quote", "precision", "amount_precision", "trade_status");
    }

    private static VenueCase gateFutures() {
        return gate("gate-futures", "futures", "/v4/ws/usdt")
            .definitions("[" + gateContract("BTC") + "," + gateContract("ETH") + "]")
            .halt("'in_delisting':false", "'in_delisting':true")
            .retick("'order_price_round':'0.1'", "'order_price_round':'0.01'")
            .needed("type", "quanto_multiplier", "order_price_round", "order_size_min");
    }

    private static VenueCase gate(String name, String market, String path) {
        return new VenueCase(name).symbols("BTC_USDT", "ETH_USDT").path(path)
            .live1(gateBook(market, "BTC", "'full':true,'u':200", "100", "[['101','5']]"))
            .live2(gateBook(market, "ETH", "'full':true,'u':200", "100", "[['101','5']]"))
            .delta(gateBook(market, "BTC", "'U':201,'u':203", "100.5", "[]"))
            .delta2(gateBook(market, "ETH", "'U':201,'u':203", "100.5", "[]"))
            .optional("time_ms")
            .unknownChannel("{'time':1,'channel':'" + market + ".candlesticks','event':'update','result':{}}");
    }

    private static String gatePair(String base) {
        return "{'id':'" + base + "_USDT','base':'" + base + "','quote':'USDT','precision':1,'amount_precision':3,"
            + "'min_base_amount':'0.001','min_quote_amount':'1','trade_status':'tradable'}";
    }

    private static String gateContract(String base) {
        return "{'name':'" + base + "_USDT','type':'direct','quanto_multiplier':'0.0001','in_delisting':false,"
            + "'enable_decimal':true,'order_price_round':'0.1','order_size_min':'0.1','order_size_max':1000000}";
    }

    private static String gateBook(String market, String base, String ids, String bid, String asks) {
        return "{'channel':'" + market + ".obu','event':'update','time_ms':" + TIME + ",'result':{'t':" + TIME
            + ",'s':'ob." + base + "_USDT.50'," + ids + ",'b':[['" + bid + "','0.25']],'a':" + asks + "}}";
    }

    private static VenueCase bitfinex() {
        return new VenueCase("bitfinex").symbols("tBTCUSD", "tETHUSD").plainNumbers()
            .definitions("[[['BTCUSD',[null,null,null,'0.0001','2000']],['ETHUSD',[null,null,null,'0.001','5000']]]]",
                "[[]]")
            .greeting("{'event':'info','version':2,'platform':{'status':1}}",
                "{'event':'conf','status':'OK','flags':229376}", bitfinexBook(17, "tBTCUSD"),
                bitfinexBook(18, "tETHUSD"))
            .live1("[17,[[100,1,5],[101,1,-5]],1," + TIME + "]").live2("[18,[[100,1,5],[101,1,-5]],2," + TIME + "]")
            .delta("[17,[100.5,2,0.25],3," + TIME + "]").delta2("[18,[100.5,2,0.25],4," + TIME + "]")
            .unknownChannel("{'event':'subscribed','channel':'candles','chanId':33,'key':'trade:1m:tBTCUSD'}");
    }

    private static String bitfinexBook(int channel, String symbol) {
        return "{'event':'subscribed','channel':'book','chanId':" + channel + ",'symbol':'" + symbol
            + "','prec':'P0','freq':'F0','len':'25'}";
    }

    private static VenueCase mexc() {
        final String snapshot = "REST {'lastUpdateId':100,'bids':[['100','5']],'asks':[['101','5']]}";
        return new VenueCase("mexc").symbols("BTCUSDT", "ETHUSDT").path("/ws")
            .definitions("{'symbols':[" + mexcSymbol("BTC") + "," + mexcSymbol("ETH") + "]}")
            .halt("'status':'1'", "'status':'2'").retick("'quotePrecision':2", "'quotePrecision':3")
            .needed("status", "baseAsset", "baseAssetPrecision", "quotePrecision", "baseSizePrecision")
            .live1(mexcBook("BTC", 95, 100, "99"), snapshot).live2(mexcBook("ETH", 95, 100, "99"), snapshot)
            .delta(mexcBook("BTC", 101, 102, "100.5")).delta2(mexcBook("ETH", 101, 102, "100.5"))
            .optional("sendTime", "bids")
            .unknownChannel("{'id':0,'code':0,'data':'x'}");
    }

    private static String mexcSymbol(String base) {
        return "{'symbol':'" + base + "USDT','status':'1','baseAsset':'" + base + "','quoteAsset':'USDT',"
            + "'baseAssetPrecision':4,'quotePrecision':2,'baseSizePrecision':'0.0001','quoteAmountPrecision':'1',"
            + "'filters':[]}";
    }

    private static String mexcBook(String base, int from, int to, String bid) {
        return "{'channel':'c','symbol':'" + base + "USDT','sendTime':" + TIME + ",'publicAggreDepths':{'bids':[{"
            + "'price':'" + bid + "','quantity':'0.25'}],'fromVersion':'" + from + "','toVersion':'" + to + "'}}";
    }

    static List<String> names() {
        return all().map(VenueCase::name).toList();
    }
}
