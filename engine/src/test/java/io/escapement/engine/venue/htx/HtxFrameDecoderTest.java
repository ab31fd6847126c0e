package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.wire.WireBench;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class HtxFrameDecoderTest {
    private final WireBench bench = new WireBench(HtxFrames.maker(HtxFrames.INSTRUMENTS));

    private List<String> decode(String text) {
        return bench.decode(HtxFrames.pack(text));
    }

    private void publishes(String expected, String text) {
        assertEquals(List.of(expected), decode(text));
    }

    @Test
    void decodesEveryKindOfPush() {
        publishes("delta 1 1593561601106000000 109409288253..109409288253 after 109409288226 b| 913767:0"
            + " a| 913867:36178", HtxFrames.MBP);
        publishes("snapshot 1 1593561601666000000 109409288160 asked for b| 913767:4683547 913735:8900"
            + " a| 913768:190075 913775:10000", HtxFrames.REPLY);
        publishes("snapshot 2 1630983549500000000 136998124622 in stream b| 269069:3628 269068:2000 a| 269070:3725",
            HtxFrames.STEP0);
        publishes("snapshot 4 1603707576467000000 131596447 in stream b| 30719:380 30600:50 a| 30819:1970",
            HtxFrames.SWAP_STEP0);
        publishes("snapshot 3 1603707712356000000 1512467 in stream b| 130719:380 130600:4000"
            + " a| 130819:2060 130997:3710", HtxFrames.SNAPSHOT);
        publishes("delta 3 1603707712366000000 1512468..1512468 after 1512467 b| a| 130819:0", HtxFrames.UPDATE);
        publishes("quote 1 1630994555539000000 137005210233 5266501 178567 5266502 1502181", HtxFrames.BBO);
        publishes("quote 3 1603707934525000000 131599726 130640 380 130723 2050", HtxFrames.SWAP_BBO);
        assertEquals(List.of("trade 1 1618678048496000000 1311318 71600 78924 SELL",
            "trade 1 1618678048497000000 - 71601 10 BUY"), decode(HtxFrames.TRADES));
        publishes("mark 3 1603778748166000000 - index - rate -220068775 next 1603785600000000000", HtxFrames.FUNDING);
        publishes("mark 3 1603707870528000000 1306887654321 index - rate - next -", HtxFrames.MARK_PRICE);
        publishes("liquidation 3 1639122193172000000 233505 2160 SELL", HtxFrames.LIQUIDATION);
    }

    @Test
    void halvesSwapsTradesUnlessToldThatTheyCountOneSide() {
        publishes("trade 3 1645129626912000000 967104120450000 409903 100 BUY", HtxFrames.SWAP_TRADE);
        final WireBench oneSided = new WireBench((inlet, control) -> new HtxFrameDecoder(inlet,
            new InstrumentLookup(HtxFrames.INSTRUMENTS), control, WireBench.CONNECTION, Provenance.CAPTURE,
            HtxFrameDecoder.SwapAmounts.ONE_SIDE));
        assertEquals(List.of("trade 3 1645129626912000000 967104120450000 409903 200 BUY"),
            oneSided.decode(HtxFrames.pack(HtxFrames.SWAP_TRADE)));
    }

    @Test
    void readsTheSheetsChainOfChanges() {
        final String tick = "{\"ch\":\"market.btcusdt.mbp.150\",\"ts\":1,\"tick\":{\"seqNum\":%d,\"prevSeqNum\":%d%s}}";
        publishes("delta 1 1000000 45..45 after 40 b| a|", tick.formatted(45, 40, ""));
        publishes("delta 1 1000000 57..57 after 50 b| 1000:0 a|", tick.formatted(57, 50, ",\"bids\":[[10,0]]"));
        publishes("delta 1 1000000 58..58 after 57 b| a|", tick.formatted(58, 57, ",\"bids\":[],\"asks\":[]"));
    }

    @Test
    void takesNumbersInQuotesAndScientificNotation() {
        publishes("snapshot 5 1572911920032000000 100033171703 in stream b| 622:4554205 a| 635:103313341",
            "{\"ch\":\"market.mexbtc.depth.step0\",\"ts\":\"1572911920067\",\"tick\":{\"bids\":[[6.22e-08,45542.05]],"
                + "\"asks\":[[\"6.35E-08\",\"1033133.41\"]],\"version\":\"100033171703\",\"ts\":1572911920032}}");
    }

    @Test
    void cutsWhatIsFinerThanTheExponentButNeverToNothing() {
        publishes("delta 1 1593561601106000000 109409288253..109409288253 after 109409288226 b| 913767:1"
            + " a| 913867:575610", HtxFrames.MBP.replace("0.036178", "0.575610404535042").replace(",0]]", ",1.5E-9]]"));
        malformed("1", "a quantity (more decimals than the exponent holds)",
            HtxFrames.MBP.replace("0.036178", "0.5756104045350421234567"));
        malformed("1", "a quantity (more decimals than the exponent holds)",
            HtxFrames.MBP.replace("0.036178", "-0.575610404535042"));
    }

    @Test
    void answersPingsAndTellsReplies() {
        assertEquals(List.of(), decode(HtxFrames.PING));
        decode("{\"op\":\"ping\",\"ts\":\"1603778748166\"}");
        decode("{\"id\":2,\"status\":\"ok\",\"subbed\":\"market.borusdt.depth.step0\",\"ts\":1618678070653}");
        decode("{\"id\":\"2\",\"status\":\"ok\",\"unsubbed\":\"market.borusdt.depth.step0\",\"ts\":1618678070653}");
        decode("{\"id\":\"7\",\"status\":\"error\",\"err-code\":\"bad-request\",\"err-msg\":\"invalid topic\","
            + "\"ts\":1}");
        decode("{\"status\":\"error\",\"err-code\":2001,\"err-msg\":\"no\",\"id\":\"x\"}");
        decode("{\"id\":\"9\",\"rep\":\"market.btcusdt.mbp.150\",\"status\":\"error\",\"err-code\":\"bad-request\","
            + "\"err-msg\":\"too often\"}");
        decode("{\"op\":\"sub\",\"cid\":\"1\",\"topic\":\"public.BTC-USDT.funding_rate\",\"ts\":1,\"err-code\":0}");
        decode("{\"op\":\"sub\",\"cid\":\"1\",\"topic\":\"public.X.funding_rate\",\"err-code\":2005,\"err-msg\":"
            + "\"no\"}");
        assertEquals(List.of("answer {\"pong\":1618678073643}", "answer {\"op\":\"pong\",\"ts\":\"1603778748166\"}",
            "accepted market.borusdt.depth.step0", "accepted market.borusdt.depth.step0",
            "refused 7 0 bad-request invalid topic", "refused -1 2001 2001 no",
            "refused 9 0 bad-request too often", "accepted public.BTC-USDT.funding_rate",
            "refused public.X.funding_rate 2005 2005 no"), bench.control);
    }

    @Test
    void saysWhatIsWrongAndPublishesNothingElse() {
        malformed("1", "a price (above zero)", HtxFrames.MBP.replace("9138.67", "0"));
        malformed("1", "a price (not a decimal)", HtxFrames.MBP.replace("9138.67", "\"cheap\""));
        malformed("1", "a price (more decimals than the exponent holds)", HtxFrames.MBP.replace("9138.67", "9138.671"));
        malformed("1", "an update id (seqNum)", HtxFrames.MBP.replace("seqNum", "seqno"));
        malformed("1", "the update id before (prevSeqNum)", HtxFrames.MBP.replace("prevSeqNum", "previous"));
        malformed("2", "an array of levels (asks)", HtxFrames.STEP0.replace("asks", "offers"));
        malformed("2", "a version (version)", HtxFrames.STEP0.replace("version", "revision"));
        malformed("2", "a tick (tick)", HtxFrames.STEP0.replace("tick", "tock"));
        malformed("2", "a time (ts)", "{\"ch\":\"market.ethusdt.bbo\",\"tick\":{}}");
        malformed("2", "a whole book (update)", HtxFrames.STEP0.replace("\"tick\"", "\"update\":true,\"tick\""));
        malformed("3", "snapshot or update", HtxFrames.UPDATE.replace("update", "change"));
        malformed("1", "buy or sell", HtxFrames.TRADES.replace("sell", "short"));
        malformed("1", "a quantity (amount)", HtxFrames.TRADES.replace("amount", "size"));
        malformed("3", "a mark price above zero (close)", HtxFrames.MARK_PRICE.replace("close", "clause"));
        malformed("3", "a mark price above zero (close)", HtxFrames.MARK_PRICE.replace("13068.87654321999", "0"));
        malformed("3", "a price (not a decimal)", HtxFrames.MARK_PRICE.replace("13068.87654321999", "dear"));
        malformed("1", "a digit", HtxFrames.MBP.substring(0, 120));
        malformed("-", "a time", "{\"ping\":\"now\"}");
        malformed("-", "an object", "pong");
        final WireBench fresh = new WireBench(HtxFrames.maker(HtxFrames.INSTRUMENTS));
        final byte[] packed = HtxFrames.pack(HtxFrames.BBO);
        packed[packed.length - 8] ^= 1;
        assertEquals(List.of("MALFORMED_FRAME - connection 7 HTX: packed, at byte " + (packed.length - 8) + " of "
            + packed.length + ": expected the checksum of what it unpacks to"), fresh.decode(packed));
    }

    private void malformed(String who, String expected, String text) {
        final List<String> events = decode(text);
        assertEquals(1, events.size(), () -> text + events);
        assertTrue(events.get(0).startsWith("MALFORMED_FRAME " + who + " connection 7 HTX: at byte ")
            && events.get(0).endsWith(": expected " + expected), () -> text + events);
    }

    @Test
    void tellsOnceWhatItHasNoUseFor() {
        final String kline = "{\"ch\":\"market.btcusdt.kline.1min\",\"ts\":1,\"tick\":{}}";
        publishes("UNKNOWN_MESSAGE - connection 7 HTX: no use for messages of this kind: "
            + "\"market.btcusdt.kline.1min\"", kline);
        assertEquals(List.of(), decode(kline));
        publishes("UNKNOWN_SYMBOL - connection 7 HTX: no instrument is configured for the symbol ltcusdt",
            HtxFrames.BBO.replace("btcusdt", "ltcusdt"));
        assertEquals(List.of(), decode(HtxFrames.BBO.replace("btcusdt", "ltcusdt")));
    }

    @Test
    void keepsDepthFromABookThatIsKeptOtherwise() {
        for (final String text : List.of(HtxFrames.STEP0.replace("ethusdt", "btcusdt"),
            HtxFrames.MBP.replace("btcusdt", "ethusdt"), HtxFrames.REPLY.replace("btcusdt", "ethusdt"),
            HtxFrames.UPDATE.replace("BTC-USDT", "ETH-USDT"))) {
            final WireBench fresh = new WireBench(HtxFrames.maker(HtxFrames.INSTRUMENTS));
            assertTrue(fresh.decode(text).get(0).startsWith("UNKNOWN_MESSAGE - connection 7 HTX: no use for"), text);
        }
    }
}
