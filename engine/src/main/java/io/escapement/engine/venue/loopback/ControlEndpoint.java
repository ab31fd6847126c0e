package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The venue's controls over HTTP: {@code POST /control/fault?kind=stall&count=1&parameter=2s},
 * {@code GET /control/status}.
 */
final class ControlEndpoint {
    private static final int MAX_COUNT = 1_000_000;

    private final Player player;
    private final Serve serve;

    ControlEndpoint(final Player player, final Serve serve) {
        this.player = player;
        this.serve = serve;
    }

    RestReply answer(final HttpMethod method, final QueryStringDecoder query) {
        switch (query.path()) {
            case "/control/status" -> {
                return RestReply.ok(status());
            }
            case "/control/fault" -> {
                return method.equals(HttpMethod.POST) ? fault(query)
                    : RestReply.error(405, -1000, "expected POST /control/fault?kind=KIND&count=N&parameter=P");
            }
            default -> {
                return RestReply.error(404, -1000, "expected /control/status or /control/fault");
            }
        }
    }

    private RestReply fault(final QueryStringDecoder query) {
        try {
            final String kind = first(query, "kind", "");
            final String count = first(query, "count", "1");
            final String parameter = first(query, "parameter", null);
            final FaultSpec spec = FaultSpec.parse(kind + '*' + count + (parameter == null ? "" : ':' + parameter));
            if (spec.count() < 1 || spec.count() > MAX_COUNT) {
                return RestReply.error(400, -1100, "count: expected 1 to " + MAX_COUNT);
            }
            player.faults().arm(spec.kind(), spec.count(), spec.parameter());
            return RestReply.ok("{\"armed\":\"" + spec.kind().key() + "\",\"count\":" + spec.count() + '}');
        } catch (final IllegalArgumentException ex) {
            return RestReply.error(400, -1100, ex.getMessage());
        }
    }

    private String status() {
        final String injected = player.faults().injected().entrySet().stream()
            .map(entry -> '"' + entry.getKey().key() + "\":" + entry.getValue())
            .collect(Collectors.joining(",", "{", "}"));
        return "{\"source\":\"" + player.source().provenance() + "\",\"playing\":\""
            + player.source().describe().replace("\\", "\\\\").replace("\"", "\\\"") + "\",\"positionNs\":"
            + player.positionNs() + ",\"played\":" + player.playedCount() + ",\"sent\":" + player.hub().frameCount()
            + ",\"connections\":" + player.hub().sessions().size() + ",\"ended\":" + player.hasEnded()
            + ",\"faultSeed\":" + serve.faultSeed() + ",\"injected\":" + injected + '}';
    }

    private static String first(final QueryStringDecoder query, final String name, final String otherwise) {
        final List<String> values = query.parameters().get(name);
        return values == null ? otherwise : values.get(0);
    }
}
