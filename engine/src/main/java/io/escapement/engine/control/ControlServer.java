package io.escapement.engine.control;

import io.escapement.engine.monitor.Console;
import jdk.net.ExtendedSocketOptions;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Listens on the control socket of a running engine: one request a connection, one JSON line; the answer is lines of
 * progress, then one line that has {@code ok}. Only processes of the engine's own user are heard.
 */
public final class ControlServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 8;

    private final UnixDomainSocketAddress address;
    private final ServerSocketChannel server;
    private final ControlHandler handler;
    private final Console console;
    private final String user;
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    private ControlServer(UnixDomainSocketAddress address, ServerSocketChannel server, ControlHandler handler,
                          Console console) throws IOException {
        this.address = address;
        this.server = server;
        this.handler = handler;
        this.console = console;
        this.user = Files.getOwner(address.getPath()).getName();
        this.thread = new Thread(this::accept, "control");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Begins to listen. The journal's lock is held: there is one engine only.
     *
     * @throws IOException if the socket cannot be made; the message says what to do
     */
    public static ControlServer open(Path journal, ControlHandler handler, Console console) throws IOException {
        final UnixDomainSocketAddress address = ControlSocket.address(journal);
        ControlSocket.prepare(address);
        final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        boolean opened = false;
        try {
            server.bind(address);
            ControlSocket.restrict(address);
            final ControlServer made = new ControlServer(address, server, handler, console);
            opened = true;
            return made;
        } finally {
            if (!opened) {
                server.close();
            }
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                final SocketChannel connection = server.accept();
                if (connections.size() >= MOST_CONNECTIONS) {
                    connection.close();
                    continue;
                }
                connections.add(connection);
                final Thread each = new Thread(() -> serve(connection), "control-connection");
                each.setDaemon(true);
                each.start();
            } catch (final ClosedChannelException closed) {
                return;
            } catch (final IOException e) {
                console.warn("control socket: " + e.getMessage());
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection; Writer out = Channels.newWriter(connection, StandardCharsets.UTF_8)) {
            final Map<String, Object> answer = answer(connection, out);
            write(out, answer);
        } catch (final IOException gone) {
            // Who asked has left; what was asked for is done all the same.
            return;
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(connection);
        }
    }

    private Map<String, Object> answer(SocketChannel connection, Writer out) throws IOException, InterruptedException {
        final String peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        if (!peer.equals(user)) {
            console.warn("control socket: refused user " + peer);
            return refusal("only " + user + " may command this engine, not " + peer);
        }
        final ControlRequest request;
        try {
            request = ControlRequest.read(line(connection));
        } catch (final IllegalArgumentException e) {
            return refusal(e.getMessage());
        }
        return handler.handle(request, progress -> tell(out, progress));
    }

    private static String line(SocketChannel connection) throws IOException {
        final InputStream in = Channels.newInputStream(connection);
        final BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        final StringBuilder line = new StringBuilder();
        for (int next = reader.read(); next != '\n' && next >= 0; next = reader.read()) {
            if (line.length() == ControlMessages.MAX_LINE) {
                throw new IllegalArgumentException("a request is longer than " + ControlMessages.MAX_LINE
                    + " characters");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private static Map<String, Object> refusal(String why) {
        final Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ok", false);
        answer.put("problem", why);
        return answer;
    }

    private static void tell(Writer out, String progress) {
        try {
            write(out, Map.of("progress", progress));
        } catch (final IOException gone) {
            // Who asked has left; nobody needs the progress.
            return;
        }
    }

    private static void write(Writer out, Map<String, Object> fields) throws IOException {
        out.write(ControlMessages.write(fields) + "\n");
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (final SocketChannel connection : connections) {
                connection.close();
            }
            Files.deleteIfExists(address.getPath());
        } catch (final IOException e) {
            console.warn("control socket: " + e.getMessage());
        }
    }
}
