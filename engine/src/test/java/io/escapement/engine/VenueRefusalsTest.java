package io.escapement.engine;

import io.escapement.engine.venue.net.RestReply;
import io.escapement.engine.venue.session.VenueProtocol;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What venues answer when they do not want to, by the tables of their sheets: whom it concerns, in words, and whether
 * it stands (that topic is told to be refused, the others go on) or passes (it is asked for again a little later).
 */
class VenueRefusalsTest {
    private static final long NOW_MS = 1_790_000_000_000L;

    private static VenueCase venue(String name) {
        return VenueCases.all().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "binance | {'code':2,'msg':'Invalid request: invalid stream','id':3} | refused 3 2 Invalid request: invalid "
            + "stream | stands",
        "binance | {'error':{'code':3,'msg':'Invalid JSON'},'id':4} | refused 4 3 Invalid JSON | stands",
        "binance | {'code':-1003,'msg':'Too many requests.','id':5} | refused 5 -1003 Too many requests. | passes",
        "binance | {'e':'serverShutdown','E':1} | shutdown 1000000 | -",
        "binance-usdm | {'code':2,'msg':'Invalid request','id':3} | refused 3 2 Invalid request | stands",
        "coinbase | {'type':'error','message':'failure to subscribe','reason':'XYZ-USD is not a valid product'} | "
            + "refused -1 0 failure to subscribe: XYZ-USD is not a valid product | stands",
        "coinbase | {'type':'error','message':'rate limit exceeded'} | refused -1 0 rate limit exceeded | passes",
        "kraken | {'method':'subscribe','success':false,'error':'Currency pair not supported FOO/USD','symbol':"
            + "'FOO/USD','req_id':7} | refused 7 0 FOO/USD: Currency pair not supported FOO/USD | stands",
        "kraken | {'method':'subscribe','success':false,'error':'EAPI:Rate limit exceeded','req_id':7} | refused 7 0 "
            + "EAPI:Rate limit exceeded | passes",
        "kraken | {'method':'subscribe','success':false,'error':'EService:Unavailable','req_id':7} | refused 7 0 "
            + "EService:Unavailable | passes",
        "kraken | {'method':'subscribe','success':false,'error':'EService:Throttled','req_id':7} | refused 7 0 "
            + "EService:Throttled | passes",
        "kraken | {'method':'subscribe','success':false,'error':'EGeneral:Temporary lockout','req_id':7} | refused 7 0 "
            + "EGeneral:Temporary lockout | passes",
        "kraken | {'channel':'status','type':'update','data':[{'system':'maintenance'}]} | maintenance true the venue "
            + "is in state maintenance | -",
        "bybit | {'success':false,'ret_msg':'error:handler not found,topic:orderbook.9.BTCUSDT','req_id':'8','op':"
            + "'subscribe'} | refused 8 0 error:handler not found,topic:orderbook.9.BTCUSDT | stands",
        "bybit-linear | {'success':false,'ret_msg':'Too many visits. Exceeded the API Rate Limit.','req_id':'8','op':"
            + "'subscribe'} | refused 8 0 Too many visits. Exceeded the API Rate Limit. | passes",
        "okx | {'event':'error','msg':'channel:books,instId:XYZ-USDT does not exist','code':'60018','connId':'a'} | "
            + "refused books:XYZ-USDT 60018 channel:books,instId:XYZ-USDT does not exist | stands",
        "okx-swap | {'id':'2','event':'error','msg':'Wrong URL or channel:funding-rate,instId:XYZ-USDT-SWAP does not "
            + "exist.','code':'60018','connId':'a'} | refused funding-rate:XYZ-USDT-SWAP 60018 Wrong URL or "
            + "channel:funding-rate,instId:XYZ-USDT-SWAP does not exist. | stands",
        "okx | {'id':'2','event':'error','code':'60012','msg':'Illegal request'} | refused 2 60012 Illegal request | "
            + "stands",
        "okx | {'id':'2','event':'error','code':'60011','msg':'Please log in'} | refused 2 60011 Please log in "
            + "| stands",
        "okx | {'id':'2','event':'error','code':'60014','msg':'Requests too frequent'} | refused 2 60014 Requests too "
            + "frequent | passes",
        "okx | {'event':'notice','code':'64008','msg':'The connection will soon be closed'} | shutdown | -",
        "htx | {'id':'7','status':'error','err-code':'bad-request','err-msg':'invalid topic','ts':1} | refused 7 0 "
            + "bad-request invalid topic | stands",
        "htx | {'id':'7','status':'error','err-code':'base-request-exceed-frequency-limit','err-msg':'no','ts':1} | "
            + "refused 7 0 base-request-exceed-frequency-limit no | passes",
        "htx | {'id':'7','status':'error','err-code':'gateway-internal-error','err-msg':'no','ts':1} | refused 7 0 "
            + "gateway-internal-error no | passes",
        "htx-swap | {'op':'sub','cid':'1','topic':'public.X.funding_rate','err-code':2005,'err-msg':'no'} | refused "
            + "public.X.funding_rate 2005 2005 no | stands",
        "kucoin | {'id':'12','type':'error','code':404,'data':'topic /market/level9:A-B is not found'} | "
            + "refused 12 404 "
            + "topic /market/level9:A-B is not found | stands",
        "kucoin | {'id':'13','type':'error','code':509,'data':'exceed max subscription count limitation of 100 per "
            + "session'} | refused 13 509 exceed max subscription count limitation of 100 per session | stands",
        "kucoin | {'id':'13','type':'error','code':429000,'data':'Too Many Requests'} | refused 13 429000 Too Many "
            + "Requests | passes",
        "gate | {'time':1,'id':8,'channel':'spot.obu','event':'subscribe','error':{'code':2,'message':'unknown "
            + "currency "
            + "pair A_B'},'result':null} | refused 8 2 unknown currency pair A_B | stands",
        "gate-futures | {'time':1,'id':8,'channel':'futures.obu','event':'subscribe','error':{'code':1,'message':"
            + "'invalid argument'},'result':null} | refused 8 1 invalid argument | stands",
        "gate | {'time':1,'id':8,'channel':'spot.obu','event':'subscribe','error':{'code':10,'message':"
            + "'TOO_MANY_REQUESTS'},'result':null} | refused 8 10 TOO_MANY_REQUESTS | passes",
        "gate | {'time':1,'time_ms':1000,'channel':'','event':'upgrade'} | shutdown 1000000000 | -",
        "bitfinex | {'event':'error','msg':'symbol: invalid','code':10300,'channel':'book','symbol':'tFOOUSD'} | "
            + "refused book:tFOOUSD 10300 symbol: invalid | stands",
        "bitfinex | {'event':'error','msg':'subscribe: limit','code':10305} | refused -1 10305 subscribe: limit | "
            + "stands",
        "bitfinex | {'event':'error','msg':'subscribe: dup','code':10301,'channel':'book','symbol':'tBTCUSD'} | "
            + "refused book:tBTCUSD 10301 subscribe: dup | stands",
        "bitfinex | {'event':'error','msg':'ratelimit: error','code':11010} | refused -1 11010 ratelimit: error | "
            + "passes",
        "bitfinex | {'event':'info','code':20051,'msg':'Stopping'} | shutdown | -",
        "bitfinex | {'event':'info','code':20060,'msg':'Entering'} | maintenance true Entering | -",
        "bitfinex | {'event':'info','code':20061,'msg':'Ended'} | maintenance false Ended | -",
        "mexc | {'id':0,'code':0,'msg':'Not Subscribed successfully! "
            + "[spot@public.aggre.deals.v3.api.pb@100ms@XYZUSDT]. "
            + "Reason: Blocked!'} | refused spot@public.aggre.deals.v3.api.pb@100ms@XYZUSDT 0 Not Subscribed "
            + "successfully! [spot@public.aggre.deals.v3.api.pb@100ms@XYZUSDT]. Reason: Blocked! | stands",
        "mexc | {'id':3,'code':5,'msg':'msg format invalid'} | refused -1 5 msg format invalid | stands",
    })
    void passesOnWhomItConcernsAndTellsWhatStandsFromWhatPasses(String name, String frame, String said, String then)
        throws IOException {
        final VenueRig rig = new VenueRig(venue(name)).live();
        rig.control.clear();
        assertEquals(List.of(), rig.frame(frame.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertEquals(List.of(said), rig.control);
        if (!then.equals("-")) {
            final String words = said.replaceFirst("^refused (\\S+) (-?\\d+) ", "code $2, ");
            assertEquals(then.equals("passes"), rig.protocol().passes(words), words);
        }
        assertEquals("LIVE", rig.state(1).name());
        assertEquals("LIVE", rig.state(2).name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", value = {
        "binance | 200 | - | {} | 0",
        "binance | 429 | Retry-After: 7 | {} | 7",
        "binance | 418 | - | {} | 120",
        "binance | 503 | - | busy | 0",
        "binance-usdm | 418 | Retry-After: 300 | {} | 300",
        "coinbase | 429 | - | {'errors':[{'id':'rate_limit_exceeded'}]} | 10",
        "kraken | 429 | - | {} | 10",
        "bybit | 403 | - | access too frequent | 600",
        "bybit-linear | 429 | - | {} | 10",
        "okx | 429 | - | {'code':'50011'} | 10",
        "htx | 429 | X-HB-RateLimit-Requests-Expire: 1790000015000 | {} | 15",
        "htx-swap | 429 | X-HB-RateLimit-Requests-Expire: 17900000150000000 | {} | 3600",
        "kucoin | 429 | gw-ratelimit-reset: 25000 | {'code':'429000'} | 25",
        "kucoin | 429 | gw-ratelimit-reset: 1 | {'code':'429000'} | 10",
        "gate | 429 | X-Gate-RateLimit-Reset-Timestamp: 1790000020 | {'label':'TOO_MANY_REQUESTS'} | 20",
        "gate-futures | 429 | X-Gate-RateLimit-Reset-Timestamp: soon | {'label':'TOO_MANY_REQUESTS'} | 10",
        "bitfinex | 429 | - | ['error',11010,'ratelimit: error'] | 60",
        "bitfinex | 500 | - | ['error',11010,'ratelimit: error'] | 60",
        "bitfinex | 500 | - | ['error',10020,'limit: invalid'] | 0",
        "mexc | 429 | Retry-After: 3 | {} | 3",
    })
    void staysAwayForAsLongAsTheVenueSays(String name, int status, String header, String body, long seconds) {
        final DefaultHttpHeaders headers = new DefaultHttpHeaders();
        if (header != null) {
            headers.set(header.split(": ")[0], header.split(": ")[1]);
        }
        final RestReply reply = new RestReply("GET", "host/path", HttpResponseStatus.valueOf(status), headers,
            new UnsafeBuffer(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)), 1);
        final long nowNs = TimeUnit.MILLISECONDS.toNanos(NOW_MS);
        assertEquals(TimeUnit.SECONDS.toNanos(seconds), Venues.open(name).notBeforeNs(reply, nowNs) - nowNs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "binance | {'symbols':5} | there is no array called symbols | stands",
        "binance-usdm | {'code':-1003,'msg':'Too many requests'} | Too many requests | passes",
        "coinbase | {'errors':[{'id':'rate_limit_exceeded','message':'x'}]} | rate_limit_exceeded | passes",
        "coinbase | {'error':'PERMISSION_DENIED','message':'no'} | PERMISSION_DENIED no | stands",
        "kraken | {'error':['EAPI:Rate limit exceeded']} | EAPI:Rate limit exceeded | passes",
        "kraken | {'error':['EService:Busy']} | EService:Busy | passes",
        "kraken | {'error':['EQuery:Unknown asset pair']} | EQuery:Unknown asset pair | stands",
        "bybit | {'retCode':10006,'retMsg':'Too many visits!'} | Too many visits! | passes",
        "bybit | {'retCode':10001,'retMsg':'params error'} | retCode \"10001\" params error | stands",
        "okx | {'code':'50011','msg':'Too Many Requests','data':[]} | Too Many Requests | passes",
        "okx | {'code':'50001','msg':'Service temporarily unavailable','data':[]} | Service temporarily | passes",
        "okx-swap | {'code':'51000','msg':'Parameter instType error','data':[]} | Parameter instType error | stands",
        "htx | {'status':'error','err-code':'base-system-error','err-msg':'system error'} | system error | passes",
        "htx-swap | {'status':'error','err_code':1030,'err-msg':'Parameter error'} | Parameter error | stands",
        "kucoin | {'code':'429000','msg':'Too Many Requests'} | Too Many Requests | passes",
        "kucoin | {'code':'400100','msg':'Parameter Error'} | Parameter Error | stands",
        "gate | {'label':'TOO_MANY_REQUESTS','message':'slow down'} | TOO_MANY_REQUESTS slow down | passes",
        "gate | {'label':'SERVER_ERROR','message':'x'} | SERVER_ERROR x | passes",
        "gate-futures | {'label':'INVALID_PARAM_VALUE','message':'x'} | INVALID_PARAM_VALUE x | stands",
        "bitfinex | ['error',11010,'ratelimit: error'] | code 11010 ratelimit: error | passes",
        "bitfinex | ['error',20060,'maintenance'] | code 20060 maintenance | passes",
        "bitfinex | ['error',10020,'symbol: invalid'] | code 10020 symbol: invalid | stands",
        "mexc | {'code':429,'msg':'Too Many Requests'} | Too Many Requests | passes",
        "mexc | {'code':700004,'msg':'Mandatory parameter was not sent'} | Mandatory parameter was not sent | stands",
    })
    void tellsWhyThereAreNoDefinitions(String name, String body, String words, String then) {
        final VenueProtocol protocol = Venues.open(name);
        final IOException said = assertThrows(IOException.class, () -> protocol.instruments(venue(name).listings())
            .onBody(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
        assertTrue(said.getMessage().contains(words), said.getMessage());
        assertEquals(then.equals("passes"), protocol.passes(said.getMessage()), said.getMessage());
    }
}
