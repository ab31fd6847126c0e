package io.escapement.engine.venue.binance;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passes TCP connections on to a port of this machine, until it is cut, or keeps the answers to itself. */
final class Relay implements Closeable {
    private final ServerSocket server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean mute;

    Relay(int port) throws IOException {
        this.port = port;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable what) {
        final Thread thread = new Thread(what, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    String webSocketUrl() {
        return "ws://127.0.0.1:" + server.getLocalPort();
    }

    /** What is open is closed, and what comes as well. */
    void cut() {
        cut = true;
        open.forEach(Relay::close);
    }

    /** Answers are swallowed from now on. */
    void mute() {
        mute = true;
    }

    void restore() {
        mute = false;
        cut = false;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                final Socket client = server.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                final Socket venue = new Socket(InetAddress.getLoopbackAddress(), port);
                open.add(client);
                open.add(venue);
                start(() -> pump(client, venue, false));
                start(() -> pump(venue, client, true));
            } catch (final IOException closed) {
                // Closed, or the venue is gone: the next one fares no better or better.
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            final byte[] buffer = new byte[16_384];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (!answers || !mute) {
                    out.write(buffer, 0, read);
                    out.flush();
                }
            }
        } catch (final IOException gone) {
            // The other side is closed below.
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void close(Closeable what) {
        try {
            what.close();
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
