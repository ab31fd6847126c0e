package io.escapement.engine.control;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Asks something of the engine that writes a journal. */
public final class ControlClient {
    private static final long GRACE_MS = 5_000;

    private ControlClient() {
    }

    /**
     * Asks, and waits for the answer, a little longer than the request's own timeout.
     *
     * @param journal  the engine's
     * @param progress hears lines for a person
     * @return the answer's fields as text; {@code ok} is "true" or "false"
     * @throws NoEngineException if no engine listens there, or it does not answer
     * @throws IOException       if what it answers is nothing that this version understands
     */
    public static Map<String, String> ask(Path journal, ControlRequest request, Consumer<String> progress)
        throws IOException {
        if (!Files.isDirectory(journal)) {
            throw new NoSuchFileException(journal.toString());
        }
        final UnixDomainSocketAddress address = ControlSocket.address(journal);
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
             Alarm alarm = new Alarm(socket, request.timeoutMs() + GRACE_MS)) {
            socket.connect(address);
            socket.write(ByteBuffer.wrap((ControlMessages.write(request.fields()) + "\n")
                .getBytes(StandardCharsets.UTF_8)));
            final BufferedReader in = new BufferedReader(Channels.newReader(socket, StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                final Map<String, String> fields = ControlMessages.read(line);
                if (!fields.containsKey("progress")) {
                    return fields;
                }
                progress.accept(fields.get("progress"));
            }
            throw new NoEngineException("the engine of " + journal + " went away without an answer");
        } catch (final SocketException e) {
            throw new NoEngineException("no engine runs on " + journal + " (" + e.getMessage() + ")");
        } catch (final java.nio.channels.ClosedChannelException e) {
            throw new NoEngineException("the engine of " + journal + " does not answer: it may have stalled");
        }
    }

    /** Nobody is there to do what was asked. */
    public static final class NoEngineException extends IOException {
        NoEngineException(String message) {
            super(message);
        }
    }

    /** Closes a socket that has taken too long. */
    private static final class Alarm implements AutoCloseable {
        private final Thread thread;

        Alarm(SocketChannel socket, long afterMs) {
            thread = new Thread(() -> {
                try {
                    Thread.sleep(afterMs);
                    socket.close();
                } catch (final InterruptedException inTime) {
                    Thread.currentThread().interrupt();
                } catch (final IOException e) {
                    throw new IllegalStateException("a socket cannot be closed", e);
                }
            }, "alarm");
            thread.setDaemon(true);
            thread.start();
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
