package io.escapement.perf.risk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tests a row of the list of controls has, counted in the source of its test class: bad inputs, other cases,
 * properties and how many cases these try.
 */
public record RowTests(int badInputs, int others, int properties, long tries) {
    /** Nobody has looked. */
    public static final RowTests UNKNOWN = new RowTests(-1, -1, -1, -1);

    private static final Pattern PROPERTY = Pattern.compile("@Property\\(tries = ([0-9_]+)\\)");
    private static final Pattern BAD_INPUT = Pattern.compile("^ +@BadInput$", Pattern.MULTILINE);
    private static final Pattern TEST = Pattern.compile("^ +@Test$", Pattern.MULTILINE);

    /** @param folder of the tests; where it is not there, nobody has looked */
    public static RowTests of(Path folder, int row) {
        if (!Files.isDirectory(folder)) {
            return UNKNOWN;
        }
        int badInputs = 0;
        int others = 0;
        int properties = 0;
        long tries = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, String.format("Row%02d*Test.java", row))) {
            for (final Path file : files) {
                final String text = Files.readString(file);
                badInputs += (int) BAD_INPUT.matcher(text).results().count();
                others += (int) TEST.matcher(text).results().count();
                final Matcher property = PROPERTY.matcher(text);
                while (property.find()) {
                    properties++;
                    tries += Long.parseLong(property.group(1).replace("_", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new RowTests(badInputs, others, properties, tries);
    }

    boolean isKnown() {
        return badInputs >= 0;
    }

    /** Whether there are as many as every row has to have; nothing is said where nobody has looked. */
    public boolean isEnough() {
        return !isKnown() || badInputs >= 3 && properties >= 1;
    }
}
