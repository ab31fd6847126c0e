package io.escapement.perf.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An engine in a process of its own, with its output and its GC log in files. */
public final class ChildEngine implements AutoCloseable {
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final long startNs = System.nanoTime();
    private final GcLog gcLog;

    private ChildEngine(Process process, GcLog gcLog) {
        this.process = process;
        this.gcLog = gcLog;
    }

    /**
     * Starts one.
     *
     * @param jar     engine.jar
     * @param options a file of JVM options
     * @param heapMib heap of the engine, MiB; 0: as the file says
     * @param config  of the engine
     * @param folder  where it runs: journals and logs go there; there already, and nobody else's
     */
    public static ChildEngine start(Path jar, Path options, int heapMib, Path config, Path folder)
        throws IOException {
        final Path log = folder.resolve("gc.log");
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final List<String> command = new ArrayList<>(List.of(java, "@" + options.toAbsolutePath()));
        if (heapMib > 0) {
            command.addAll(List.of("-Xms" + heapMib + "m", "-Xmx" + heapMib + "m"));
        }
        command.addAll(List.of("-Xlog:gc*:file=gc.log:uptime", "-jar", jar.toAbsolutePath().toString(),
            config.toAbsolutePath().toString()));
        final Process process = new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("engine.out").toFile())
            .start();
        return new ChildEngine(process, new GcLog(log));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it is like now. */
    public Sample sample(long frames) throws IOException, InterruptedException {
        gcLog.follow();
        final Path proc = Path.of("/proc", Long.toString(process.pid()));
        final long heap = HeapQuestion.used(process.pid());
        return new Sample(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNs), heap, gcLog.pauses(),
            gcLog.pausedMs(), gcLog.longestMs(), (int) status(proc, "Threads"), files(proc),
            status(proc, "VmRSS") << 10, frames);
    }

    /** What each of its threads has had so far. */
    public List<ThreadUse> threads() throws IOException, InterruptedException {
        return ThreadUse.parse(Jcmd.ask(process.pid(), "Thread.print", "-e"));
    }

    /** Bytes of its heap that are really used: after a collection, which this makes. */
    public long heapAfterCollection() throws IOException, InterruptedException {
        Jcmd.ask(process.pid(), "GC.run");
        return HeapQuestion.used(process.pid());
    }

    /** Seconds of processor time that it has had so far. */
    public double cpuSeconds() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    private static int files(Path proc) throws IOException {
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return (int) open.count();
        }
    }

    private static long status(Path proc, String name) throws IOException {
        try (Stream<String> lines = Files.lines(proc.resolve("status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", ""))).findFirst().orElse(-1);
        }
    }

    /** Asks it to stop, as Ctrl-C does; how it ended, -1 if it had to be killed. */
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return -1;
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
        }
    }

    /** The end of its output. */
    public static String tail(Path folder, int lines) {
        try {
            final List<String> all = Files.readAllLines(folder.resolve("engine.out"));
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (final IOException e) {
            throw new UncheckedIOException("the engine's output cannot be read", e);
        }
    }
}
