package io.escapement.engine.venue.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tests ask of an answer. */
final class PlainTraders {
    private PlainTraders() {
    }

    static List<String> names(final JsonNode object) {
        final List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The texts of some fields, with blanks between. */
    static String texts(final JsonNode object, final String... names) {
        return Stream.of(names).map(name -> object.path(name).asText()).collect(Collectors.joining(" "));
    }
}
