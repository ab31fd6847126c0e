package io.escapement.engine.venue.loopback;

import io.escapement.engine.venue.capture.CaptureLine;
import io.escapement.engine.venue.capture.CaptureReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The venues that can be played. */
public final class Speeches {
    /** Of Binance, the one market beside spot that is generated. */
    static final String USDM = "binance-usdm";

    /** What configs, and so our own recordings, call some of them, where it is not {@link Name#key}. */
    private static final Map<String, Name> CONFIG_NAMES = Map.of("binance-spot", Name.BINANCE, "binance-usdm",
        Name.BINANCE, "binance-coinm", Name.BINANCE, "bybit-linear", Name.BYBIT, "okx-swap", Name.OKX, "htx-swap",
        Name.HTX, "gate", Name.GATEIO, "gate-futures", Name.GATEIO);

    /** A venue. */
    public enum Name {
        BINANCE, BYBIT, OKX, KRAKEN, COINBASE, KUCOIN, GATEIO, BITFINEX, HTX, MEXC,
        /** Gate with its channel {@code obu}. */
        GATEIO_OBU,
        /** HTX with its channels {@code mbp}. */
        HTX_MBP;

        /** As recordings and commands write it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * Of a recording's venue, or of what a person wrote.
         *
         * @throws IllegalArgumentException naming all
         */
        public static Name of(final String text) {
            final Name known = CONFIG_NAMES.get(text);
            if (known != null) {
                return known;
            }
            return Arrays.stream(values()).filter(name -> name.key().equals(text)).findFirst().orElseThrow(() ->
                new IllegalArgumentException("venue \"" + text + "\", expected one of "
                    + Arrays.stream(values()).map(Name::key).collect(Collectors.joining(", "))));
        }
    }

    private Speeches() {
    }

    /** The speech of what is to be served; null = Binance's. */
    static Speech of(final Serve serve) throws IOException {
        final Name asked = serve.venue() == null ? null : Name.of(serve.venue());
        if (serve.capture() == null) {
            return asked == null ? null : generated(serve.venue());
        }
        final String recorded;
        try (CaptureReader reader = CaptureReader.open(serve.capture(), CaptureLine.Kind.OUT)) {
            recorded = reader.meta().venue();
        }
        final Name name;
        try {
            name = Name.of(recorded);
        } catch (final IllegalArgumentException ex) {
            throw new IOException(serve.capture() + ": " + ex.getMessage(), ex);
        }
        final Name form = form(name, serve.capture());
        if (asked != null && asked != name && asked != form) {
            throw new IOException(serve.capture() + " is a recording of " + recorded + ", not of " + asked.key());
        }
        return of(form);
    }

    /** A market of its own is generated where futures have other symbols, lists or frames than spot. */
    private static Speech generated(final String venue) {
        return switch (venue) {
            case "okx-swap" -> new OkxSwapSpeech();
            case "htx-swap" -> new HtxSwapSpeech();
            case "gate-futures" -> new GateFuturesSpeech();
            default -> of(Name.of(venue));
        };
    }

    /** Whether the generator has more than spot of this venue under this name. */
    public static boolean isOfFutures(final String venue) {
        return Set.of(USDM, "bybit-linear", "okx-swap", "htx-swap", "gate-futures").contains(venue);
    }

    /**
     * What can go wrong with what is generated of a venue.
     *
     * @param venue as {@link Serve#venue()} has it
     */
    public static Set<FaultKind> faults(final String venue) {
        final Speech speech = generated(venue);
        return speech == null ? FaultKind.of(Name.BINANCE) : speech.faults();
    }

    /** Two venues have streams of two forms: which one a recording has is told by what was subscribed to. */
    private static Name form(final Name name, final Path capture) throws IOException {
        if (name != Name.GATEIO && name != Name.HTX) {
            return name;
        }
        try (CaptureReader reader = CaptureReader.open(capture, CaptureLine.Kind.OUT)) {
            for (CaptureLine line = reader.next(); line != null; line = reader.next()) {
                final String sent = line.text() == null ? "" : line.text();
                if (name == Name.GATEIO && sent.contains(GateObuSpeech.OBU + '"')) {
                    return Name.GATEIO_OBU;
                }
                if (name == Name.HTX && sent.contains(".mbp.") && !sent.contains(".mbp.refresh.")) {
                    return Name.HTX_MBP;
                }
            }
        }
        return name;
    }

    /** A new one; null = Binance's. */
    static Speech of(final Name name) {
        return switch (name) {
            case BINANCE -> null;
            case BYBIT -> new BybitSpeech();
            case OKX -> new OkxSpeech();
            case KRAKEN -> new KrakenSpeech();
            case COINBASE -> new CoinbaseSpeech();
            case KUCOIN -> new KucoinSpeech();
            case GATEIO -> new GateSpeech();
            case BITFINEX -> new BitfinexSpeech();
            case HTX -> new HtxSpeech();
            case MEXC -> new MexcSpeech();
            case GATEIO_OBU -> new GateObuSpeech();
            case HTX_MBP -> new HtxMbpSpeech();
        };
    }

    /** Of one that only words another market of a venue: the venue's. */
    static Name nameOf(final Speech speech) {
        for (Class<?> type = speech.getClass(); type != Speech.class; type = type.getSuperclass()) {
            for (final Name name : Name.values()) {
                if (name != Name.BINANCE && of(name).getClass() == type) {
                    return name;
                }
            }
        }
        throw new IllegalArgumentException("nobody speaks as " + speech.getClass());
    }
}
