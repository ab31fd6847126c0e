package io.escapement.perf.proof;

import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.engine.Engine;
import io.escapement.engine.monitor.Console;
import io.escapement.engine.pipeline.RecordListener;
import io.escapement.engine.pipeline.Slot;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A process with an engine whose orders leave it: each client order id goes down a socket the moment the gateway hears
 * of its record. {@code EngineChild CONFIG PORT [SECONDS]}; without seconds it lives until it is killed.
 */
final class EngineChild {
    private static final long FOR_EVER_S = 3_600;

    private EngineChild() {
    }

    /** Entry point of the child. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[1]))) {
            socket.setTcpNoDelay(true);
            final OutputStream out = socket.getOutputStream();
            final Engine engine = Engine.start(Path.of(args[0]), new Console(System.out, System.err, false),
                List.of(new Gateway(out)));
            out.write(new byte[Long.BYTES]);
            final boolean ended = engine.awaitEnd(args.length > 2 ? Long.parseLong(args[2]) : FOR_EVER_S,
                TimeUnit.SECONDS);
            engine.stop();
            if (ended && engine.failure() != null) {
                System.exit(1);
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
