package io.escapement.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.engine.venue.mexc.MexcMessages;
import io.escapement.engine.venue.session.Listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a venue says when all is well, in small: single quotes stand for double ones. {@code delta} is the next change
 * of instrument 1's book, a bid of 0.25 at 100.5; {@code delta2} the next of instrument 2's.
 */
final class VenueCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Map<String, List<String>> texts = new HashMap<>();
    private Set<String> optional = Set.of();
    private boolean quoted = true;

    VenueCase(String name) {
        this.name = name;
    }

    private VenueCase put(String key, String... values) {
        final List<String> all = new ArrayList<>();
        for (final String value : values) {
            all.add(value.replace('\'', '"'));
        }
        texts.put(key, all);
        return this;
    }

    private List<String> get(String key) {
        return texts.getOrDefault(key, List.of());
    }

    VenueCase symbols(String one, String two) {
        return put("symbols", one, two);
    }

    VenueCase path(String path) {
        return put("path", path);
    }

    VenueCase definitions(String... bodies) {
        return put("definitions", bodies);
    }

    /** What in the definitions is to be replaced, once, so that instrument 1 does not trade. */
    VenueCase halt(String from, String to) {
        return put("halt", from, to);
    }

    /** What in the definitions is to be replaced, once, so that instrument 1's tick is another. */
    VenueCase retick(String from, String to) {
        return put("retick", from, to);
    }

    /** Fields of the definitions whose lack is a problem of the instrument. */
    VenueCase needed(String... keys) {
        return put("needed", keys);
    }

    VenueCase greeting(String... frames) {
        return put("greeting", frames);
    }

    VenueCase live1(String... inputs) {
        return put("live1", inputs);
    }

    VenueCase live2(String... inputs) {
        return put("live2", inputs);
    }

    VenueCase delta(String frame) {
        return put("delta", frame);
    }

    VenueCase delta2(String frame) {
        return put("delta2", frame);
    }

    VenueCase unknownChannel(String frame) {
        return put("unknownChannel", frame);
    }

    /** Keys of the delta that may be missing: an older or a leaner message. */
    VenueCase optional(String... keys) {
        optional = Set.of(keys);
        return this;
    }

    /** Numbers stand without quotes. */
    VenueCase plainNumbers() {
        quoted = false;
        return this;
    }

    String name() {
        return name;
    }

    String symbol(int id) {
        return get("symbols").get(id - 1);
    }

    List<Listing> listings() {
        return List.of(new Listing(1, "BTC", "USD", symbol(1)), new Listing(2, "ETH", "USD", symbol(2)));
    }

    String path() {
        return texts.containsKey("path") ? get("path").get(0) : "";
    }

    List<String> definitions() {
        return get("definitions");
    }

    /** Empty where the venue has no such thing. */
    List<String> changed(String what) {
        if (!texts.containsKey(what)) {
            return List.of();
        }
        final List<String> bodies = new ArrayList<>(definitions());
        final String from = get(what).get(0);
        if (!bodies.get(0).contains(from)) {
            throw new IllegalStateException(name + ": no " + from + " in " + bodies.get(0));
        }
        final int at = bodies.get(0).indexOf(from);
        bodies.set(0, bodies.get(0).substring(0, at) + get(what).get(1) + bodies.get(0).substring(at + from.length()));
        return bodies;
    }

    List<String> needed() {
        return get("needed");
    }

    List<String> greeting() {
        return get("greeting");
    }

    List<String> live1() {
        return get("live1");
    }

    List<String> live2() {
        return get("live2");
    }

    String delta() {
        return get("delta").get(0);
    }

    String delta2() {
        return get("delta2").get(0);
    }

    /** Empty where the venue's frames have no names of channels. */
    String unknownChannel() {
        return texts.containsKey("unknownChannel") ? get("unknownChannel").get(0) : "";
    }

    Set<String> optional() {
        return optional;
    }

    boolean isQuoted() {
        return quoted;
    }

    boolean isProtobuf() {
        return name.equals("mexc");
    }

    /** The price of the delta as it stands there. */
    String price() {
        return quoted ? "\"100.5\"" : "100.5";
    }

    String quantity() {
        return quoted ? "\"0.25\"" : "0.25";
    }

    /** What goes over the wire for a text of this case. */
    byte[] wire(String text) {
        if (!isProtobuf() || !text.contains("\"symbol\"") && !text.contains("public")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return MexcMessages.encode(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
