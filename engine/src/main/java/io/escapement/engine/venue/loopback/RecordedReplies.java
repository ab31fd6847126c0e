package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;

/** REST replies of a recording, found again by path and by the parameters that choose a market. */
final class RecordedReplies {
    private static final List<String> CHOOSING = List.of("category", "instType", "uly");

    private final List<QueryStringDecoder> queries = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    void add(final String url, final String body) {
        queries.add(new QueryStringDecoder(url.replaceFirst("^[a-z]+://[^/]*", "")));
        bodies.add(body);
    }

    /** The first that fits, or null. */
    String find(final QueryStringDecoder asked) {
        for (int i = 0; i < bodies.size(); i++) {
            if (fits(queries.get(i), asked)) {
                return bodies.get(i);
            }
        }
        return null;
    }

    private static boolean fits(final QueryStringDecoder recorded, final QueryStringDecoder asked) {
        return recorded.path().equals(asked.path()) && CHOOSING.stream().allMatch(name ->
            Speech.parameter(recorded, name).equals(Speech.parameter(asked, name)));
    }
}
