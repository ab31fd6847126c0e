package io.escapement.engine.venue.htx;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.testkit.RecordingInlet;
import io.escapement.engine.venue.InstrumentLookup;
import io.escapement.engine.venue.listing.RatioPoll;
import io.escapement.engine.venue.session.RestPoll;
import io.escapement.engine.venue.session.StreamKind;
import io.escapement.engine.venue.session.StreamProtocol;
import io.escapement.engine.venue.session.StreamSite;
import io.escapement.engine.venue.session.Topic;
import io.escapement.engine.venue.wire.WireBench;
import io.escapement.engine.venue.wire.WireLines;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

class HtxSwapProtocolTest {
    private static final List<Instrument> SWAPS = List.of(HtxFrames.BTC_SWAP);
    private static final String RATIO = "{\"status\":\"ok\",\"data\":{\"list\":[{\"buy_ratio\":0.5927,\"sell_ratio\":"
        + "0.1834,\"locked_ratio\":0.2239,\"ts\":1603697400000},{\"buy_ratio\":0.6,\"sell_ratio\":0.18,"
        + "\"locked_ratio\":0.22,\"ts\":1603697100000}],\"symbol\":\"BTC\",\"contract_code\":\"BTC-USDT\"},"
        + "\"ts\":1603697423334}";

    private final HtxSwapProtocol protocol =
        new HtxSwapProtocol(HtxDepth.HIGH_FREQUENCY_150, HtxFrameDecoder.SwapAmounts.BOTH_SIDES);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void asksForEachThingOfASwapWhereItIs() {
        final List<Topic> topics = protocol.topics(SWAPS, protocol.streams());
        assertEquals(List.of("/linear-swap-ws market.BTC-USDT.depth.size_150.high_freq BOOK",
            "/linear-swap-ws market.BTC-USDT.trade.detail TRADES", "/linear-swap-ws market.BTC-USDT.bbo QUOTES",
            "/ws_index market.BTC-USDT.mark_price.1min MARK",
            "/linear-swap-notification public.BTC-USDT.funding_rate MARK",
            "/linear-swap-notification public.BTC-USDT.liquidation_orders LIQUIDATIONS"),
            topics.stream().map(topic -> topic.path() + " " + topic.name() + " " + topic.kind()).toList());
        assertEquals(List.of(), protocol.topics(SWAPS, Set.of(StreamKind.OPEN_INTEREST, StreamKind.LONG_SHORT_RATIO)));
        final StreamProtocol stream = protocol.open(new StreamSite(new RecordingInlet(), new InstrumentLookup(SWAPS),
            new WireBench(HtxFrames.maker(SWAPS)), WireBench.CONNECTION, Provenance.CAPTURE, "/ws_index"));
        assertEquals("{\"sub\":\"market.BTC-USDT.mark_price.1min\",\"id\":\"4\"}",
            stream.subscribe(topics.subList(3, 4), 4));
        assertEquals("{\"unsub\":\"market.BTC-USDT.mark_price.1min\",\"id\":\"5\"}",
            stream.unsubscribe(topics.subList(3, 4), 5));
        assertEquals("{\"op\":\"sub\",\"cid\":\"6\",\"topic\":\"public.BTC-USDT.funding_rate\"}",
            stream.subscribe(topics.subList(4, 5), 6));
    }

    @Test
    void asksByRestForWhatNoTopicBrings() {
        final RecordingInlet inlet = new RecordingInlet();
        final List<RestPoll> polls =
            protocol.polls(SWAPS, EnumSet.allOf(StreamKind.class), inlet, Provenance.CAPTURE);
        assertEquals(List.of("open interest of BTC-USDT every 15000 ms of "
            + "/linear-swap-api/v1/swap_open_interest?contract_code=BTC-USDT",
            "long/short ratio of BTC-USDT every 60000 ms of "
                + "/linear-swap-api/v1/swap_elite_account_ratio?contract_code=BTC-USDT&period=5min"),
            polls.stream().map(poll -> poll.what() + " every " + poll.everyMs() + " ms of " + poll.question().path())
                .toList());
        assertEquals(List.of(), protocol.polls(SWAPS, Set.of(StreamKind.BOOK), inlet, Provenance.CAPTURE));
        final UnsafeBuffer body = new UnsafeBuffer(bytes(RATIO));
        assertNull(polls.get(1).reader().onBody(body, body.capacity(), WireBench.RECEIVE_TIME));
        assertNull(polls.get(1).reader().onBody(body, body.capacity(), WireBench.RECEIVE_TIME + 1));
        assertEquals(List.of("ratio 3 1603697400000000000 59270000 18340000"), WireLines.render(inlet));
    }

    @Test
    void readsTheNewestRatioAndSaysWhyThereIsNone() throws IOException {
        assertEquals(new RatioPoll.Shares(1_603_697_400_000_000_000L, 59_270_000, 18_340_000),
            HtxSwapProtocol.ratio(bytes(RATIO), "BTC-USDT"));
        refuses("the contract_code \"BTC-USDT\", expected ETH-USDT", RATIO, "ETH-USDT");
        refuses("the share 1.5927, expected 0 to 1", RATIO.replace("0.5927", "1.5927"), "BTC-USDT");
        refuses("\"\", expected a decimal", RATIO.replace("0.1834", "null"), "BTC-USDT");
        refuses("no row", "{\"status\":\"ok\",\"data\":{\"contract_code\":\"BTC-USDT\",\"list\":[]}}", "BTC-USDT");
        refuses("the venue refused: status \"error\" The contract doesnt exist.", "{\"status\":\"error\",\"err_code\":"
            + "1332,\"err_msg\":\"The contract doesnt exist.\",\"ts\":1603697423334}", "BTC-USDT");
        refuses("there is no array called data.list", "{\"status\":\"ok\",\"data\":{}}", "BTC-USDT");
    }

    private static void refuses(String expected, String body, String symbol) {
        assertEquals(expected, assertThrows(IOException.class, () -> HtxSwapProtocol.ratio(bytes(body), symbol))
            .getMessage());
    }
}
