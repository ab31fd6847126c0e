package io.escapement.tools.books;

import io.escapement.engine.Venues;
import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.okx.OkxMarket;
import io.escapement.engine.venue.okx.OkxNumbering;
import io.escapement.engine.venue.okx.OkxProtocol;
import io.escapement.engine.venue.session.VenueProtocol;
import io.escapement.tools.terminal.CommandException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of our venues a capture is of, and with which switches its frames are to be read: told by its addresses, its
 * subscriptions and its first frames.
 */
final class RecordedForm {
    /** Names that recordings have and configs have not. */
    private static final Map<String, String> OLD_NAMES = Map.of("binance-spot", "binance", "gateio", "gate");
    private static final int FRAMES_LOOKED_AT = 5_000;
    private static final int CHARACTERS_LOOKED_AT = 400;
    private static final Pattern BYBIT_DEPTH = Pattern.compile("orderbook\\.(50|200|1000)\\.");
    private static final Pattern KRAKEN_DEPTH = Pattern.compile("\"(?:book-|depth\":)(10|25|100|500|1000)\\b");
    private static final Pattern GATE_LEVEL = Pattern.compile("\"ob\\.[^\"]+\\.(50|400)\"");
    private static final Pattern HTX_BOOK = Pattern.compile("\"sub\":\"market\\.[^\".]+\\.([a-z0-9._]+)\"");
    private static final Pattern OKX_CHANNEL = Pattern.compile("\"channel\":\"(books(?:-l2-tbt|50-l2-tbt)?)\"");

    private final Map<String, String> switches = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> asked;
    private final boolean chosen;
    private String venue;
    private String okxChannel;
    private boolean okxNumbered;
    private boolean oldKraken;
    private int looked;
    private VenueProtocol protocol;

    /** @throws CommandException where nobody knows the venue */
    RecordedForm(String named, Map<String, String> asked) {
        this.asked = asked;
        this.chosen = Venues.names().contains(named) && named.contains("-");
        this.venue = OLD_NAMES.getOrDefault(named, named);
        if (!Venues.names().contains(venue)) {
            throw new CommandException("the venue \"" + named + "\" is none that this version reads; --venue says "
                + "which one to take it for, one of " + String.join(", ", Venues.names()));
        }
    }

    void take(CaptureLine line) {
        if (line.kind() == CaptureLine.Kind.OPEN) {
            market(line.url());
        } else if (line.text() != null && line.kind() != CaptureLine.Kind.HTTP
            && (line.kind() == CaptureLine.Kind.OUT || ++looked <= FRAMES_LOOKED_AT)) {
            final String text = line.text();
            final int end = Math.min(text.length(), CHARACTERS_LOOKED_AT);
            final String part = line.kind() == CaptureLine.Kind.OUT || end == text.length() ? text
                : text.substring(0, end) + text.substring(Math.max(end, text.length() - CHARACTERS_LOOKED_AT));
            look(part, line.kind() == CaptureLine.Kind.OUT);
        }
    }

    private void market(String url) {
        if (chosen) {
            return;
        }
        if (venue.equals("bybit") && url.contains("/linear")) {
            venue = "bybit-linear";
        } else if (venue.equals("htx") && url.contains("-swap-")) {
            venue = "htx-swap";
        } else if (venue.equals("gate") && (url.contains("//fx-") || url.contains("/v4/ws/"))) {
            venue = "gate-futures";
        }
    }

    private void look(String text, boolean sent) {
        switch (venue) {
            case "bybit", "bybit-linear" -> first(BYBIT_DEPTH, text, "book-depth");
            case "kraken" -> {
                first(KRAKEN_DEPTH, text, "book-depth");
                oldKraken |= text.startsWith("[");
            }
            case "gate", "gate-futures" -> gate(text);
            case "htx", "htx-swap" -> {
                final Matcher matcher = HTX_BOOK.matcher(text);
                if (sent && matcher.find()) {
                    htx(matcher.group(1));
                }
            }
            case "okx", "okx-swap" -> {
                final Matcher matcher = OKX_CHANNEL.matcher(text);
                okxChannel = okxChannel == null && matcher.find() ? matcher.group(1) : okxChannel;
                okxNumbered |= text.contains("\"seqId\"");
            }
            default -> {
                // One form only.
            }
        }
    }

    private void first(Pattern pattern, String text, String name) {
        final Matcher matcher = pattern.matcher(text);
        if (!switches.containsKey(name) && matcher.find()) {
            switches.put(name, matcher.group(1));
        }
    }

    private void gate(String text) {
        first(GATE_LEVEL, text, "book-depth");
        if (text.contains(".order_book_update\"")) {
            switches.putIfAbsent("book", "order-book-update");
        } else if (text.contains(".obu\"")) {
            switches.putIfAbsent("book", "obu");
        }
    }

    private void htx(String topic) {
        switch (topic) {
            case "depth.step0" -> switches.putIfAbsent("book", "step0");
            case "mbp.refresh.20" -> switches.putIfAbsent("book", "refresh-20");
            case "depth.size_150.high_freq" -> switches.putIfAbsent("book", "high-frequency-150");
            case "depth.size_20.high_freq" -> switches.putIfAbsent("book", "high-frequency-20");
            case "mbp.5", "mbp.20", "mbp.150", "mbp.400" -> switches.putIfAbsent("book", topic.replace('.', '-'));
            default -> {
                // No book's.
            }
        }
    }

    /** Everything has been taken. @throws CommandException where a switch is not the venue's */
    void settle(Path file) {
        if (oldKraken) {
            notes.add("frames of Kraken's WebSocket v1, decoded in the form of v2; the first checksum of each book is "
                + "ours, all others are the venue's");
        }
        if (venue.startsWith("okx") && !okxNumbered) {
            notes.add("OKX from before it numbered its messages: these are counted, and the checksums prove them");
            protocol = OkxProtocol.ofRecording(OkxMarket.SPOT, okxChannel == null ? "books" : okxChannel,
                OkxNumbering.COUNTED);
        } else {
            if (venue.startsWith("okx")) {
                switches.put("checksum", "true");
            }
            switches.putAll(asked);
            try {
                protocol = Venues.open(venue, switches);
            } catch (final IllegalArgumentException e) {
                throw new CommandException(file + ": " + e.getMessage());
            }
        }
    }

    /** As configs name it. */
    String venue() {
        return venue;
    }

    VenueProtocol protocol() {
        return protocol;
    }

    /** Whether the venue numbers each book's messages. */
    boolean isNumbered() {
        return switch (venue) {
            case "kraken", "bitfinex", "coinbase" -> false;
            case "okx", "okx-swap" -> okxNumbered;
            default -> true;
        };
    }

    /** Whether a checksum is over numbers as they are written. */
    boolean keepsZeros() {
        return venue.equals("kraken");
    }

    List<String> notes() {
        return List.copyOf(notes);
    }
}
