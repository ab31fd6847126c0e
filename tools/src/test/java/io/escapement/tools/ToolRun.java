package io.escapement.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.escapement.tools.terminal.Interruption;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * One call of the tools in this process.
 *
 * @param code what it exited with
 * @param out  what it wrote to standard output
 * @param err  what it wrote to standard error
 */
public record ToolRun(int code, String out, String err) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Calls a command and waits for its end. */
    public static ToolRun of(Object... args) {
        return of(new Interruption(), args);
    }

    /** As {@link #of(Object...)}, interrupted through this. */
    public static ToolRun of(Interruption interruption, Object... args) {
        final StringWriter out = new StringWriter();
        return of(interruption, out, args);
    }

    /** As {@link #of(Object...)}, its output seen while it runs. */
    public static ToolRun of(Interruption interruption, StringWriter out, Object... args) {
        return watched(interruption, out, new StringWriter(), args);
    }

    /** As {@link #of(Object...)}, all that it writes seen while it runs. */
    public static ToolRun watched(Interruption interruption, StringWriter out, StringWriter err, Object... args) {
        final String[] texts = List.of(args).stream().map(Object::toString).toArray(String[]::new);
        final PrintWriter printer = new PrintWriter(out);
        final int code = ToolsMain.commandLine(interruption, printer, new PrintWriter(err, true)).execute(texts);
        printer.flush();
        return new ToolRun(code, out.toString(), err.toString());
    }

    /** Its output, each line parsed. */
    public List<JsonNode> json() {
        return out.lines().map(ToolRun::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (final IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }

    /** It must have exited so, with one line of error that begins with "error: ". */
    public ToolRun failedWith(int expectedCode) {
        assertEquals(expectedCode, code, () -> "exit code; output: " + out + err);
        assertEquals(1, err.lines().count(), err);
        assertEquals("error: ", err.substring(0, Math.min(7, err.length())));
        return this;
    }

    /** It must have gone well, silently on standard error. */
    public ToolRun wentWell() {
        assertEquals(0, code, () -> "exit code; output: " + out + err);
        assertEquals("", err);
        return this;
    }
}
