package io.escapement.engine.venue.loopback;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.List;

/** The two forms of a stream connection's address: {@code /ws[/a[/b]]} raw, {@code /stream[?streams=a/b]} combined. */
final class StreamPath {
    private StreamPath() {
    }

    /** Whether the address is one of a combined connection. */
    static boolean isCombined(final String url) {
        return path(url).endsWith("/stream");
    }

    /** Whether the address is one of a stream connection at all. */
    static boolean isStream(final String url) {
        final String path = path(url);
        return isCombined(url) || path.endsWith("/ws") || path.contains("/ws/");
    }

    /** The streams named in the address. */
    static List<String> streams(final String url) {
        final QueryStringDecoder query = new QueryStringDecoder(url);
        final String path = query.path();
        final List<String> names = new ArrayList<>();
        if (isCombined(url)) {
            query.parameters().getOrDefault("streams", List.of()).forEach(list -> split(list, names));
        } else if (path.contains("/ws/")) {
            split(path.substring(path.indexOf("/ws/") + 4), names);
        }
        return names;
    }

    private static String path(final String url) {
        return new QueryStringDecoder(url).path();
    }

    private static void split(final String list, final List<String> names) {
        for (final String name : list.split("/")) {
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
    }
}
