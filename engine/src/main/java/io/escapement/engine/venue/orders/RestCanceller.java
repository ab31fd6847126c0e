package io.escapement.engine.venue.orders;

import io.escapement.codecs.instrument.Instrument;
import io.escapement.engine.control.OpenOrder;
import io.escapement.engine.control.OrderCanceller;
import io.escapement.engine.venue.net.RestClient;
import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import org.agrona.concurrent.EpochNanoClock;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Cancels everything at one account by REST alone, for when there is no gateway: signs as the gateway would, by the
 * venue's time. Blocks the calling thread; what goes over the wire is done on the transport's.
 */
public final class RestCanceller implements OrderCanceller {
    private static final long NS_PER_MS = 1_000_000;
    private static final int MOST_PAGES = 100;

    private final String name;
    private final AccountProtocol protocol;
    private final RestClient rest;
    private final Executor loop;
    private final EpochNanoClock clock;
    private final List<Instrument> instruments;
    private final long replyMs;
    private final Runnable onClose;
    private long aheadMs;
    private boolean timeKnown;

    /**
     * @param name        venue and account, for people
     * @param loop        of the transport that {@code rest} uses
     * @param instruments of the account
     * @param replyMs     how long to wait for one answer
     * @param onClose     closes what was opened for this
     */
    public RestCanceller(String name, AccountProtocol protocol, RestClient rest, Executor loop, EpochNanoClock clock,
                         List<Instrument> instruments, long replyMs, Runnable onClose) {
        this.name = name;
        this.protocol = protocol;
        this.rest = rest;
        this.loop = loop;
        this.clock = clock;
        this.instruments = List.copyOf(instruments);
        this.replyMs = replyMs;
        this.onClose = onClose;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void cancelAll() throws IOException {
        IOException first = null;
        for (final Instrument instrument : instruments) {
            // One failure is not to keep the others' orders.
            first = cancelAll(ms -> protocol.cancelAllWaiting(instrument, ms), first);
            first = cancelAll(ms -> protocol.cancelAll(instrument, ms), first);
        }
        if (first != null) {
            throw first;
        }
    }

    private IOException cancelAll(LongFunction<Ask> request, IOException before) {
        try {
            final Ask ask = request.apply(venueMs());
            if (ask != null) {
                ask(ask, reply -> null, true);
            }
            return before;
        } catch (final IOException e) {
            return before == null ? e : before;
        }
    }

    @Override
    public List<OpenOrder> openOrders() throws IOException {
        final List<OpenOrder> open = new ArrayList<>();
        for (final Instrument instrument : instruments) {
            String page = "";
            int pages = 0;
            do {
                page = ask(protocol.openOrders(instrument, page, venueMs()), reply -> protocol.readOpenOrders(reply,
                    instrument, new OrderImage(), image -> open.add(order(instrument, image))), false);
                if (++pages > MOST_PAGES) {
                    throw new IOException(name + " tells of open orders in more than " + MOST_PAGES + " pages");
                }
            } while (!page.isEmpty());
        }
        return open;
    }

    private static OpenOrder order(Instrument instrument, OrderImage image) {
        final String venueOrder = image.venueOrderId == Report.NULL ? image.venueOrderText.toString()
            : Long.toString(image.venueOrderId);
        final String client = image.clientOrderId == ClientOrderText.NONE ? image.clientText.toString()
            : Long.toString(image.clientOrderId);
        return new OpenOrder(instrument.symbol(), venueOrder, client, image.side.name(),
            decimal(image.price, instrument.priceExponent()),
            decimal(image.quantity, instrument.quantityExponent()),
            decimal(image.cumulative, instrument.quantityExponent()));
    }

    private static String decimal(long mantissa, int exponent) {
        return mantissa == Report.NULL ? "-"
            : new BigDecimal(BigInteger.valueOf(mantissa), -exponent).stripTrailingZeros().toPlainString();
    }

    /** Epoch milliseconds as the venue counts; asked for once, and again after a failure. */
    private long venueMs() throws IOException {
        if (!timeKnown) {
            final long beforeMs = clock.nanoTime() / NS_PER_MS;
            final long venueMs = ask(protocol.time(), protocol::readTime, false);
            aheadMs = venueMs - (beforeMs + clock.nanoTime() / NS_PER_MS) / 2;
            timeKnown = true;
        }
        return clock.nanoTime() / NS_PER_MS + aheadMs;
    }

    /** @param mayBeEmpty whether a refusal may mean no more than that there was nothing to do */
    private <T> T ask(Ask ask, Function<RestReply, T> reader, boolean mayBeEmpty) throws IOException {
        final CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> rest.send(ask.call(), new RestHandler() {
            @Override
            public void onReply(RestReply reply) {
                try {
                    protocol.observe(reply, clock.nanoTime() / NS_PER_MS);
                    final Answer refused = protocol.refusal(reply);
                    if (refused == null || mayBeEmpty && refused.refusal().fate() == Refusal.Fate.NOT_FOUND) {
                        answer.complete(refused == null ? reader.apply(reply) : null);
                    } else {
                        answer.completeExceptionally(new IOException(name + " refused " + ask.call() + ": " + refused));
                    }
                } catch (final RuntimeException e) {
                    answer.completeExceptionally(new IOException(name + ": the answer to " + ask.call()
                        + " could not be read: " + e.getMessage(), e));
                }
            }

            @Override
            public void onFailure(String detail) {
                answer.completeExceptionally(new IOException(name + ": " + detail));
            }
        }));
        return await(answer, ask);
    }

    private <T> T await(CompletableFuture<T> answer, Ask ask) throws IOException {
        try {
            return answer.get(replyMs, TimeUnit.MILLISECONDS);
        } catch (final ExecutionException e) {
            timeKnown = false;
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (final TimeoutException e) {
            timeKnown = false;
            throw new IOException(name + " has not answered " + ask.call() + " within " + replyMs + " ms", e);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(name + ": interrupted while asking " + ask.call(), e);
        }
    }

    @Override
    public void close() {
        loop.execute(rest::close);
        onClose.run();
    }
}
