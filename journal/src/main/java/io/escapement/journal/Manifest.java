package io.escapement.journal;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.journal.chronicle.WireText;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a run starts with: enough to say later which program with which configuration made these records, where. It is
 * the text of the {@code RunStarted} event, the first record of every run. Secrets do not belong in a configuration;
 * should one be there, it is not taken over.
 *
 * @param formatVersion of the records' layout and of this text
 * @param schemaVersion of the SBE schema; a newer one can be read, unknown fields and messages are stepped over
 * @param engineVersion of the program
 * @param build         commit or build that the program comes from, "unknown" where it was not told
 * @param engineId      the 15 bits of client order ids that are this engine's
 * @param provenance    where the run's market data come from
 * @param startTimeNs   epoch nanoseconds
 * @param configSha256  over the configuration's text as it was read
 * @param config        that text, without secrets
 * @param host          JDK, operating system, processors and flags, by name
 */
public record Manifest(
    int formatVersion,
    int schemaVersion,
    String engineVersion,
    String build,
    int engineId,
    Provenance provenance,
    long startTimeNs,
    String configSha256,
    String config,
    Map<String, String> host) {

    /** What this program writes, and the newest that it reads. */
    public static final int FORMAT_VERSION = 1;
    private static final long NS_PER_S = 1_000_000_000;
    private static final Pattern SECRET = Pattern.compile(
        "(?im)^(\\s*[\\w.-]*(?:secret|password|passphrase|private_?key|api_?key|token)[\\w.-]*\\s*:\\s*)"
            + "(?!\\s*(?:[\"']?(?:env|file):|$|#))\\S.*$");

    public Manifest {
        host = Map.copyOf(host);
    }

    /** The manifest of a run that begins now on this machine. */
    public static Manifest of(String engineVersion, String build, int engineId, Provenance provenance,
        long startTimeNs, String config) {
        return new Manifest(FORMAT_VERSION, MessageHeaderEncoder.SCHEMA_VERSION, engineVersion, build, engineId,
            provenance, startTimeNs, sha256(config), withoutSecrets(config), hostFacts());
    }

    /** The text for the {@code RunStarted} event. */
    public String toText() {
        final Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("formatVersion", (long) formatVersion);
        tree.put("schemaVersion", (long) schemaVersion);
        tree.put("engineVersion", engineVersion);
        tree.put("build", build);
        tree.put("engineId", (long) engineId);
        tree.put("provenance", provenance.name());
        tree.put("startTimeNs", startTimeNs);
        tree.put("startTime", Instant.ofEpochSecond(Math.floorDiv(startTimeNs, NS_PER_S),
            Math.floorMod(startTimeNs, NS_PER_S)).toString());
        tree.put("configSha256", configSha256);
        tree.put("config", config);
        final Map<String, Object> facts = new LinkedHashMap<>();
        host.keySet().stream().sorted().forEach(name -> facts.put(name, host.get(name)));
        tree.put("host", facts);
        return WireText.text(tree);
    }

    /**
     * Reads a {@code RunStarted} event's text.
     *
     * @throws JournalException if it is none, or of a newer format than this program knows
     */
    public static Manifest parse(String text) {
        final Map<String, Object> tree;
        try {
            tree = WireText.parse(text);
        } catch (final RuntimeException e) {
            throw new JournalException("not a manifest: " + e.getMessage(), e);
        }
        final int format = (int) number(tree, "formatVersion");
        if (format > FORMAT_VERSION) {
            throw new JournalException("the journal's format is version " + format + ", this program knows versions "
                + "up to " + FORMAT_VERSION + "; use a newer program");
        }
        final Map<String, String> host = new LinkedHashMap<>();
        if (tree.get("host") instanceof Map<?, ?> facts) {
            facts.forEach((name, value) -> host.put(String.valueOf(name), String.valueOf(value)));
        }
        return new Manifest(format, (int) number(tree, "schemaVersion"), string(tree, "engineVersion"),
            string(tree, "build"), (int) number(tree, "engineId"), Provenance.valueOf(string(tree, "provenance")),
            number(tree, "startTimeNs"), string(tree, "configSha256"), string(tree, "config"), host);
    }

    private static long number(Map<String, Object> tree, String name) {
        if (tree.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new JournalException("not a manifest: expected a number as " + name + ", found " + tree.get(name));
    }

    private static String string(Map<String, Object> tree, String name) {
        final Object value = tree.get(name);
        if (value == null) {
            throw new JournalException("not a manifest: expected a text as " + name);
        }
        return value.toString();
    }

    private static String withoutSecrets(String config) {
        return SECRET.matcher(config).replaceAll("$1(not journaled)");
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, String> hostFacts() {
        final Map<String, String> facts = new LinkedHashMap<>();
        facts.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
            + System.getProperty("os.arch"));
        facts.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("maxHeapBytes", Long.toString(Runtime.getRuntime().maxMemory()));
        facts.put("flags", String.join(" ", flags()));
        return facts;
    }

    /** What tunes the JVM; system properties stay out, a secret could be among them. */
    private static List<String> flags() {
        final List<String> flags = new ArrayList<>();
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("-X") || flag.startsWith("--")) {
                flags.add(flag);
            }
        }
        return flags;
    }
}
