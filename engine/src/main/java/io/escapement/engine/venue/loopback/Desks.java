package io.escapement.engine.venue.loopback;

import io.netty.channel.EventLoop;
import java.io.IOException;

/** The order entry of each venue that has one here. */
final class Desks {
    private Desks() {
    }

    /** Null where no orders are to be taken. @throws IOException where the venue takes none here */
    static OrderDesk of(final Serve serve, final Speeches.Name name, final VenueSource source, final Faults faults,
        final EventLoop loop) throws IOException {
        if (serve.trading() == null) {
            return null;
        }
        return switch (name) {
            case BINANCE -> source.isFutures()
                ? new UsdmDesk(serve, source, faults, loop) : new SpotDesk(serve, source, faults, loop);
            case BYBIT -> new BybitDesk(serve, (SpokenSource) source, faults, loop);
            case MEXC -> new MexcDesk(serve, (SpokenSource) source, faults, loop);
            default -> throw new IOException("the loopback " + name.key() + " takes no orders: serve binance, bybit or"
                + " mexc, or leave the keys out");
        };
    }
}
