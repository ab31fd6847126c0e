package io.escapement.engine.control;

import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * A page of memory that an engine and its watchdog share, by a file in the journal's directory. The engine writes its
 * pulse, the watchdog its own, and its word when it had to act. Fields keep apart what different processes write.
 *
 * <pre>
 *     0 magic   8 version  12 engine id  16 pid  24 start time  32 running            the engine, once a run
 *   128 counter 136 event time of the last record                                     the engine, each record
 *   256 pid     264 time of its last look     272 its limit                           the watchdog, each look
 *   384 time    392 kind    396 length        400 text, UTF-8                         the watchdog's word
 * </pre>
 */
public final class HeartbeatFile implements AutoCloseable {
    /** Its name in the journal's directory. */
    public static final String NAME = "heartbeat";
    static final int LENGTH = 4096;

    private static final long MAGIC = 0x4553435F42454154L;
    private static final int VERSION = 1;
    private static final int MAGIC_OFFSET = 0;
    private static final int VERSION_OFFSET = 8;
    private static final int ENGINE_ID = 12;
    private static final int PID = 16;
    private static final int START_TIME = 24;
    private static final int RUNNING = 32;
    private static final int COUNTER = 128;
    private static final int EVENT_TIME = 136;
    private static final int WATCHDOG_PID = 256;
    private static final int WATCHDOG_TIME = 264;
    private static final int WATCHDOG_LIMIT = 272;
    private static final int WORD_TIME = 384;
    private static final int WORD_KIND = 392;
    private static final int WORD_LENGTH = 396;
    private static final int WORD_TEXT = 400;
    private static final int MAX_WORD = LENGTH - WORD_TEXT;

    /** What was done without the engine. */
    public enum Kind {
        NOTHING,
        /** All orders at all accounts are cancelled; verified. */
        CANCELLED,
        /** It tried, and something may be open still. */
        FAILED,
        /** A person has, where no engine answered: the next run stays halted until a person resumes it. */
        KILLED
    }

    /**
     * A watchdog's word.
     *
     * @param timeNs epoch nanoseconds; 0: it has never acted
     */
    public record Word(long timeNs, Kind kind, String text) {
        static final Word NONE = new Word(0, Kind.NOTHING, "");
    }

    private final Path file;
    private final MappedByteBuffer bytes;
    private final UnsafeBuffer buffer;

    private HeartbeatFile(Path file, MappedByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes;
        this.buffer = new UnsafeBuffer(bytes);
    }

    /**
     * Begins the pulse of an engine. The word of a watchdog that acted on the run before stays readable until
     * {@link #begin}.
     */
    public static HeartbeatFile forEngine(Path directory) throws IOException {
        final Path file = directory.resolve(NAME);
        final HeartbeatFile opened = map(file, true);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file,
                Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
        }
        return opened;
    }

    /**
     * Opens the pulse of an engine to watch it.
     *
     * @throws IOException if there is none, or one that this version does not understand; the message says so
     */
    public static HeartbeatFile forWatchdog(Path directory) throws IOException {
        final Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + ": there is no such file; expected the heartbeat of an engine, which writes"
                + " it once it runs");
        }
        if (Files.size(file) < LENGTH) {
            throw new IOException(file + ": has " + Files.size(file) + " bytes; expected " + LENGTH);
        }
        final HeartbeatFile opened = map(file, false);
        final long magic = opened.buffer.getLong(MAGIC_OFFSET, ByteOrder.LITTLE_ENDIAN);
        final int version = opened.buffer.getInt(VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN);
        if (magic != MAGIC || version != VERSION) {
            opened.close();
            throw new IOException(file + ": " + (magic == MAGIC ? "is of version " + version : "is no heartbeat")
                + "; expected one of version " + VERSION);
        }
        return opened;
    }

    /** Whether an engine has ever begun its pulse in this directory. */
    public static boolean isThere(Path directory) throws IOException {
        final Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file) || Files.size(file) < LENGTH) {
            return false;
        }
        try (HeartbeatFile opened = map(file, false)) {
            return opened.buffer.getLong(MAGIC_OFFSET) != 0;
        }
    }

    private static HeartbeatFile map(Path file, boolean make) throws IOException {
        final Set<StandardOpenOption> options = make
            ? Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)
            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options)) {
            return new HeartbeatFile(file, channel.map(FileChannel.MapMode.READ_WRITE, 0, LENGTH));
        }
    }

    // The engine's part

    /** A new run: what was said of the one before is gone. */
    public void begin(int engineId, long startTimeNs) {
        buffer.putIntVolatile(RUNNING, 0);
        buffer.setMemory(COUNTER, 2 * Long.BYTES, (byte) 0);
        buffer.setMemory(WORD_TIME, LENGTH - WORD_TIME, (byte) 0);
        buffer.putInt(VERSION_OFFSET, VERSION, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(ENGINE_ID, engineId, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(PID, ProcessHandle.current().pid(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(START_TIME, startTimeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(MAGIC_OFFSET, MAGIC, ByteOrder.LITTLE_ENDIAN);
        buffer.putIntVolatile(RUNNING, 1);
    }

    /** One more record has gone through the whole pipeline. By one thread only. */
    public void beat(long eventTimeNs) {
        buffer.putLong(EVENT_TIME, eventTimeNs);
        buffer.putLongOrdered(COUNTER, buffer.getLong(COUNTER) + 1);
    }

    /** The run has ended in order: nothing of it is open, nobody need act. */
    public void end() {
        buffer.putIntVolatile(RUNNING, 0);
    }

    // The watchdog's part

    /** That a watchdog is there, and after how long without a beat it acts. */
    public void watch(long nowNs, long limitNs) {
        buffer.putLong(WATCHDOG_PID, ProcessHandle.current().pid());
        buffer.putLong(WATCHDOG_LIMIT, limitNs);
        buffer.putLongVolatile(WATCHDOG_TIME, nowNs);
    }

    /** Nobody watches any more. */
    public void unwatch() {
        buffer.putLongVolatile(WATCHDOG_TIME, 0);
    }

    /** Leaves word of what was done. */
    public void say(long nowNs, Kind kind, String text) {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        final int length = Math.min(utf8.length, MAX_WORD);
        buffer.putLongVolatile(WORD_TIME, 0);
        buffer.putBytes(WORD_TEXT, utf8, 0, length);
        buffer.putInt(WORD_LENGTH, length);
        buffer.putInt(WORD_KIND, kind.ordinal());
        buffer.putLongVolatile(WORD_TIME, nowNs);
    }

    // What both read

    /** Records so far. */
    public long counter() {
        return buffer.getLongVolatile(COUNTER);
    }

    /** Event time of the last of them. */
    public long eventTimeNs() {
        return buffer.getLong(EVENT_TIME);
    }

    public boolean isRunning() {
        return buffer.getIntVolatile(RUNNING) == 1;
    }

    public int engineId() {
        return buffer.getInt(ENGINE_ID, ByteOrder.LITTLE_ENDIAN);
    }

    public long pid() {
        return buffer.getLong(PID, ByteOrder.LITTLE_ENDIAN);
    }

    public long startTimeNs() {
        return buffer.getLong(START_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /** When a watchdog last looked, epoch nanoseconds; 0: none does. */
    public long watchedAtNs() {
        return buffer.getLongVolatile(WATCHDOG_TIME);
    }

    /** After how long it acts. */
    public long watchdogLimitNs() {
        return buffer.getLong(WATCHDOG_LIMIT);
    }

    /** When a watchdog last had to act; 0: never in this run. Cheap: for polling. */
    public long wordTimeNs() {
        return buffer.getLongVolatile(WORD_TIME);
    }

    /** What a watchdog last had to do. */
    public Word word() {
        final long timeNs = wordTimeNs();
        final int kind = buffer.getInt(WORD_KIND);
        if (timeNs == 0 || kind < 0 || kind >= Kind.values().length) {
            return Word.NONE;
        }
        final byte[] utf8 = new byte[Math.max(0, Math.min(buffer.getInt(WORD_LENGTH), MAX_WORD))];
        buffer.getBytes(WORD_TEXT, utf8);
        return new Word(timeNs, Kind.values()[kind], new String(utf8, StandardCharsets.UTF_8));
    }

    /** Where it is. */
    public Path file() {
        return file;
    }

    /** Not while another thread may use it. */
    @Override
    public void close() {
        buffer.wrap(0, 0);
        BufferUtil.free(bytes);
    }
}
