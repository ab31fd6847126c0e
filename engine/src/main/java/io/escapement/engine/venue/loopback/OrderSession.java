package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;

/** One client's connection for orders: accepts {@code order.place}, matches nothing. */
final class OrderSession extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final JsonFactory JSON = new JsonFactory();

    private final OrderSink sink;
    private long arrivedNanos;
    private long orderId;

    OrderSession(final OrderSink sink) {
        this.sink = sink;
    }

    @Override
    public void handlerAdded(final ChannelHandlerContext ctx) {
        ctx.pipeline().addFirst(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(final ChannelHandlerContext head, final Object bytes) {
                arrivedNanos = System.nanoTime();
                head.fireChannelRead(bytes);
            }
        });
    }

    @Override
    protected void channelRead0(final ChannelHandlerContext ctx, final WebSocketFrame frame) {
        if (frame instanceof TextWebSocketFrame text) {
            ctx.writeAndFlush(new TextWebSocketFrame(answer(text.text())));
        } else if (frame instanceof PingWebSocketFrame) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            ctx.writeAndFlush(frame.retain()).addListener(done -> ctx.close());
        }
    }

    private String answer(final String text) {
        String id = "null";
        String method = null;
        String symbol = "";
        String clientOrderId = null;
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue() && json.currentName() != null) {
                    switch (json.currentName()) {
                        case "id" -> id = token == JsonToken.VALUE_STRING ? quoted(json.getText()) : json.getText();
                        case "method" -> method = json.getText();
                        case "symbol" -> symbol = json.getText();
                        case "newClientOrderId" -> clientOrderId = json.getText();
                        default -> { }
                    }
                }
            }
        } catch (final IOException ex) {
            return error("null", -1000, "Invalid JSON");
        }
        if (!"order.place".equals(method)) {
            return error(id, -1000, "the loopback venue takes order.place only");
        }
        if (clientOrderId == null) {
            return error(id, -1102,
                "Mandatory parameter 'newClientOrderId' was not sent, was empty/null, or malformed.");
        }
        sink.onOrder(clientOrderId, arrivedNanos);
        return "{\"id\":" + id + ",\"status\":200,\"result\":{\"symbol\":" + quoted(symbol) + ",\"orderId\":"
            + ++orderId + ",\"clientOrderId\":" + quoted(clientOrderId) + ",\"transactTime\":"
            + System.currentTimeMillis() + "},\"escapementNote\":\"SIMULATED: noted, never matched\"}";
    }

    private static String error(final String id, final int code, final String message) {
        return "{\"id\":" + id + ",\"status\":400,\"error\":{\"code\":" + code + ",\"msg\":\"" + message + "\"}}";
    }

    private static String quoted(final String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public void exceptionCaught(final ChannelHandlerContext ctx, final Throwable cause) {
        ctx.close();
    }
}
