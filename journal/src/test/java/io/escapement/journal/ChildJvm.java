package io.escapement.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Another JVM with this one's flags and class path. */
final class ChildJvm implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    ChildJvm(List<String> moreFlags, Class<?> main, String... args) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agentlib")) {
                command.add(flag);
            }
        }
        command.addAll(moreFlags);
        command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path",
            System.getProperty("java.class.path")), main.getName()));
        command.addAll(List.of(args));
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Waits until the child has printed this line. */
    void await(String line) throws IOException {
        final StringBuilder seen = new StringBuilder();
        String read = output.readLine();
        while (read != null && !read.equals(line)) {
            seen.append(read).append('\n');
            read = output.readLine();
        }
        if (read == null) {
            throw new IOException("the child ended without saying '" + line + "':\n" + seen);
        }
    }

    /** All that the child printed and will print. */
    String output() throws IOException {
        final StringBuilder seen = new StringBuilder();
        for (String read = output.readLine(); read != null; read = output.readLine()) {
            seen.append(read).append('\n');
        }
        return seen.toString();
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
