package io.escapement.engine.venue.loopback;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.util.List;

/** Where a connection begins: REST, controls, or the upgrade to a stream or an order connection. */
final class HttpFront extends SimpleChannelInboundHandler<FullHttpRequest> {
    static final String SOURCE_HEADER = "X-Escapement-Source";

    /** Whoever shows an API key to a stream is at Binance's SBE streams. */
    private static final String SBE_HEADER = "X-MBX-APIKEY";
    private static final int MAX_INBOUND_FRAME = 64 * 1024;

    private final Player player;
    private final Serve serve;
    private final RestMarket market;
    private final Speech speech;
    private final SpokenRest spoken;
    /** Null where no orders are taken. */
    private final OrderDesk desk;
    private final ControlEndpoint control;

    /** Of Binance. */
    HttpFront(final Player player, final Serve serve, final RestMarket market, final OrderDesk desk) {
        this.desk = desk;
        this.player = player;
        this.serve = serve;
        this.market = market;
        this.speech = null;
        this.spoken = null;
        this.control = new ControlEndpoint(player, serve);
    }

    /** Of another venue. */
    HttpFront(final Player player, final Serve serve, final Speech speech, final SpokenRest spoken,
        final OrderDesk desk) {
        this.desk = desk;
        this.player = player;
        this.serve = serve;
        this.market = null;
        this.speech = speech;
        this.spoken = spoken;
        this.control = new ControlEndpoint(player, serve);
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            reply(ctx, false, RestReply.error(400, -1000, "not an HTTP request"));
            return;
        }
        final boolean keepAlive = HttpUtil.isKeepAlive(request);
        final QueryStringDecoder query = new QueryStringDecoder(request.uri());
        if (request.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            final DeskTalk talk = desk == null ? null : desk.talk(query);
            if (talk != null) {
                final DeskSession session = new DeskSession(ctx.channel(), talk);
                handshake(ctx, request, () -> {
                    ctx.pipeline().addLast(session);
                    session.start();
                });
                return;
            }
            player.onConnect();
            upgrade(ctx, request, query);
        } else if (query.path().startsWith("/control/")) {
            reply(ctx, keepAlive, control.answer(request.method(), query));
        } else if (desk != null && desk.takes(request.method() + " " + query.path())) {
            desk.answer(new HttpCall(request, ctx.channel(), answer -> reply(ctx, keepAlive, answer)));
        } else {
            answer(ctx, request, query, keepAlive);
        }
    }

    /** A question about the market. */
    private void answer(final ChannelHandlerContext ctx, final FullHttpRequest request,
        final QueryStringDecoder query, final boolean keepAlive) {
        final RestReply refusal = desk == null ? null : desk.refusal(request.method() + " " + query.path());
        if (refusal != null) {
            reply(ctx, keepAlive, refusal);
        } else if (speech != null) {
            spoken.answer(request.method(), query, request.headers().get(HttpHeaderNames.HOST),
                answer -> reply(ctx, keepAlive, answer));
        } else {
            market.answer(query, answer -> reply(ctx, keepAlive, answer));
        }
    }

    private void upgradeSpoken(final ChannelHandlerContext ctx, final FullHttpRequest request,
        final QueryStringDecoder query) {
        final String refusal = speech.refusal(query);
        if (refusal != null) {
            reply(ctx, false, RestReply.error(404, -1000, refusal));
            return;
        }
        final StreamSession session = new StreamSession(player, ctx.channel(), speech.talk(player, query),
            serve.limits());
        handshake(ctx, request, () -> {
            ctx.pipeline().addLast(session);
            session.start(List.of());
        });
    }

    private void upgrade(final ChannelHandlerContext ctx, final FullHttpRequest request,
        final QueryStringDecoder query) {
        if (speech != null) {
            upgradeSpoken(ctx, request, query);
            return;
        }
        if (query.path().equals("/ws-api/v3")) {
            handshake(ctx, request, () -> ctx.pipeline().addLast(new OrderSession(serve.orders())));
            return;
        }
        if (!StreamPath.isStream(request.uri())) {
            reply(ctx, false, RestReply.error(404, -1000,
                "expected /ws, /ws/STREAM, /stream?streams=A/B or /ws-api/v3"));
            return;
        }
        final List<String> streams = StreamPath.streams(request.uri());
        final boolean valid = streams.size() <= Limits.STREAMS && streams.stream().allMatch(StreamName::isValid);
        if (!valid) {
            reply(ctx, false, RestReply.error(400, -1100, "the address names an invalid stream, or more than "
                + Limits.STREAMS));
        } else if (!streams.isEmpty() && player.faults().happens(FaultKind.SUBSCRIBE_REFUSED)) {
            reply(ctx, false, RestReply.error(403, -1000, "subscription refused (injected fault)"));
        } else {
            final StreamSession session = new StreamSession(player, ctx.channel(),
                new BinanceTalk(player, StreamPath.isCombined(request.uri()), request.headers().contains(SBE_HEADER)),
                serve.limits());
            handshake(ctx, request, () -> {
                ctx.pipeline().addLast(session);
                session.start(streams);
            });
        }
    }

    private void handshake(final ChannelHandlerContext ctx, final FullHttpRequest request, final Runnable then) {
        final WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
            "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri(), null, false, MAX_INBOUND_FRAME)
            .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        final HttpHeaders headers = new DefaultHttpHeaders().add(SOURCE_HEADER, player.source().provenance());
        handshaker.handshake(ctx.channel(), request, headers, ctx.channel().newPromise()).addListener(done -> {
            if (done.isSuccess()) {
                ctx.pipeline().remove(this);
                then.run();
            } else {
                ctx.close();
            }
        });
    }

    private void reply(final ChannelHandlerContext ctx, final boolean keepAlive, final RestReply answer) {
        final DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()), ByteBufUtil.writeUtf8(ctx.alloc(), answer.body()));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json;charset=UTF-8")
            .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
            .set(SOURCE_HEADER, player.source().provenance());
        answer.headers().forEach(response.headers()::set);
        HttpUtil.setKeepAlive(response, keepAlive);
        final var written = ctx.writeAndFlush(response);
        if (!keepAlive) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        ctx.close();
    }
}
