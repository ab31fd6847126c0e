package io.escapement.perf.proof;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** An {@link EngineChild} in a process of its own, and the orders that have left it: this is the venue's side. */
final class ChildEngine implements AutoCloseable {
    private static final int START_MS = 60_000;

    private final Process process;
    private final ServerSocket server;
    private final Socket socket;
    private final List<Long> orders = new ArrayList<>();
    private final Thread reader;
    private final Runnable onTrading;

    /**
     * Starts a process, and waits until its engine runs.
     *
     * @param log where the child's output goes
     */
    ChildEngine(Path config, Path log, String... more) throws IOException {
        this(config, log, null, more);
    }

    /** Likewise, of an engine that waits when it begins to trade, until this has been done on the reader's thread. */
    static ChildEngine held(Path config, Path log, Runnable onTrading) throws IOException {
        return new ChildEngine(config, log, onTrading, Long.toString(EngineChild.FOR_EVER_S), "hold");
    }

    private ChildEngine(Path config, Path log, Runnable onTrading, String... more) throws IOException {
        this.onTrading = onTrading;
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server.setSoTimeout(START_MS);
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(flags());
        command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("surefire.test.class.path",
            System.getProperty("java.class.path")), EngineChild.class.getName(), config.toString(),
            Integer.toString(server.getLocalPort())));
        command.addAll(List.of(more));
        process = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        try {
            socket = server.accept();
            final DataInputStream in = new DataInputStream(socket.getInputStream());
            long first = in.readLong();
            while (first != EngineChild.RUNNING) {
                take(first);
                first = in.readLong();
            }
            reader = new Thread(() -> read(in), "orders");
            reader.start();
        } catch (final IOException e) {
            process.destroyForcibly();
            server.close();
            throw new IOException("the engine's process did not come up; see " + log + ": " + e.getMessage(), e);
        }
    }

    /** What this process was told of the JDK's inner parts, on the command line or by its jar's manifest. */
    private static List<String> flags() throws IOException {
        final List<String> flags = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        flags.removeIf(flag -> flag.startsWith("-javaagent") || flag.startsWith("-agentlib")
            || flag.startsWith("-Xm"));
        final String path = System.getProperty("java.class.path");
        if (path.endsWith(".jar") && path.indexOf(File.pathSeparatorChar) < 0) {
            try (JarFile jar = new JarFile(path)) {
                final Attributes manifest = jar.getManifest().getMainAttributes();
                add(flags, "--add-opens", manifest.getValue("Add-Opens"));
                add(flags, "--add-exports", manifest.getValue("Add-Exports"));
            }
        }
        flags.add("-Dchronicle.analytics.disable=true");
        flags.add("-Dchronicle.announcer.disable=true");
        flags.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        return flags;
    }

    private static void add(List<String> flags, String option, String packages) {
        if (packages != null) {
            for (String each : packages.split(" ")) {
                flags.add(option + "=" + each + "=ALL-UNNAMED");
            }
        }
    }

    private void take(long word) throws IOException {
        if (word == EngineChild.TRADING) {
            onTrading.run();
            socket.getOutputStream().write(1);
        } else {
            orders.add(word);
        }
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                take(in.readLong());
            }
        } catch (final EOFException | SocketException ended) {
            // It was killed, or has stopped: what had been sent has been read.
            return;
        } catch (final IOException e) {
            throw new IllegalStateException("cannot read the orders", e);
        }
    }

    /** As kill -9 does. @return the orders that had left the process */
    List<Long> kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
        return orders;
    }

    /** Waits for its own end. @return its exit code */
    int await(long seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        reader.join();
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        socket.close();
        server.close();
    }
}
