package io.escapement.perf.proof;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.TradingState;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A process with an engine whose orders leave it: each client order id goes down a socket the moment the gateway hears
 * of its record. {@code EngineChild CONFIG PORT [SECONDS [hold]]}; without seconds it lives until it is killed. With
 * {@code hold}, the record that says that it trades goes down the socket too, and no record after it is told to
 * gateways until a byte has come back.
 */
final class EngineChild {
    /** Exit code of a child whose parent is gone. */
    private static final int ORPHAN = 3;
    static final long FOR_EVER_S = 3_600;

    /** Down the socket: the engine runs. */
    static final long RUNNING = 0;
    /** Down the socket: it trades. */
    static final long TRADING = -1;

    private static volatile boolean ending;

    private EngineChild() {
    }

    /** Entry point of the child. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]))) {
            socket.setTcpNoDelay(true);
            final OutputStream out = socket.getOutputStream();
            final Semaphore let = new Semaphore(0);
            obey(socket.getInputStream(), let);
            final Engine engine = Engine.start(Path.of(args[0]), new Console(System.out, System.err, false),
                args.length > 3 ? List.of(new Gateway(out), new Hold(out, let))
                    : List.of(new Gateway(out)));
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, RUNNING).array());
            final boolean ended = engine.awaitEnd(args.length > 2 ? Long.parseLong(args[2]) : FOR_EVER_S,
                TimeUnit.SECONDS);
            engine.stop();
            ending = true;
            if (ended && engine.failure() != null) {
                System.exit(1);
            }
        }
    }

    /** Each of the parent's bytes lets a held engine go on; its end is ours: no orphan writes into a later journal. */
    private static void obey(InputStream in, Semaphore let) {
        final Thread thread = new Thread(() -> {
            try {
                while (in.read() >= 0) {
                    let.release();
                }
                orphaned();
            } catch (final IOException gone) {
                orphaned();
            }
        }, "parent");
        thread.setDaemon(true);
        thread.start();
    }

    private static void orphaned() {
        if (!ending) {
            Runtime.getRuntime().halt(ORPHAN);
        }
    }

    /** Tells when the engine trades, and waits. */
    private record Hold(OutputStream out, Semaphore let, MessageHeaderDecoder header,
                        TradingStateChangeDecoder change) implements RecordListener {
        Hold(OutputStream out, Semaphore let) {
            this(out, let, new MessageHeaderDecoder(), new TradingStateChangeDecoder());
        }

        @Override
        public void onRecord(Slot slot) {
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                if (slot.templateId(effect) == TradingStateChangeDecoder.TEMPLATE_ID
                    && change.wrapAndApplyHeader(slot.buffer(), effect, header).state() == TradingState.ACTIVE) {
                    try {
                        out.write(ByteBuffer.allocate(Long.BYTES).putLong(0, TRADING).array());
                    } catch (final IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    let.acquireUninterruptibly();
                }
            }
        }
    }

    /** Sends orders. */
    private record Gateway(OutputStream out, ByteBuffer bytes, MessageHeaderDecoder header, NewOrderDecoder order)
        implements RecordListener {
        Gateway(OutputStream out) {
            this(out, ByteBuffer.allocate(Long.BYTES), new MessageHeaderDecoder(), new NewOrderDecoder());
        }

        @Override
        public void onRecord(Slot slot) {
            for (int effect = slot.firstEffect(); effect != Slot.NONE; effect = slot.nextEffect(effect)) {
                if (slot.templateId(effect) == NewOrderDecoder.TEMPLATE_ID) {
                    order.wrapAndApplyHeader(slot.buffer(), effect, header);
                    bytes.putLong(0, order.clientOrderId());
                    try {
                        out.write(bytes.array());
                    } catch (final IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        }
    }
}
