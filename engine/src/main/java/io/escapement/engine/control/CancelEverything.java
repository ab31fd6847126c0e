package io.escapement.engine.control;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Cancels everything at all accounts at once, each account by a thread of its own, so that a venue that hangs keeps no
 * other waiting; and asks each venue afterwards what is open. An order that was on its way while the venue cancelled
 * may turn up later, so it is asked until it has said twice, a while apart, that nothing is.
 */
public final class CancelEverything {
    private static final int CLEAN_ANSWERS = 2;

    private final List<OrderCanceller> accounts;
    private final int attempts;
    private final long pauseMs;

    /**
     * @param attempts at each account, before it is given up
     * @param pauseMs  between two of them, and between two questions
     */
    public CancelEverything(List<OrderCanceller> accounts, int attempts, long pauseMs) {
        this.accounts = List.copyOf(accounts);
        this.attempts = attempts;
        this.pauseMs = pauseMs;
    }

    /** Does it, and waits for all. In the order of the accounts. */
    public List<CancelOutcome> run() throws InterruptedException {
        final ExecutorService threads = Executors.newCachedThreadPool(work -> {
            final Thread thread = new Thread(work, "cancel");
            thread.setDaemon(true);
            return thread;
        });
        try {
            final List<Future<CancelOutcome>> under = new ArrayList<>();
            accounts.forEach(account -> under.add(threads.submit(() -> cancel(account))));
            final List<CancelOutcome> outcomes = new ArrayList<>();
            for (int i = 0; i < under.size(); i++) {
                outcomes.add(outcome(accounts.get(i), under.get(i)));
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static CancelOutcome outcome(OrderCanceller account, Future<CancelOutcome> future)
        throws InterruptedException {
        try {
            return future.get();
        } catch (final ExecutionException e) {
            return new CancelOutcome(account.name(), false, List.of(), List.of(), e.getCause().toString(), 1);
        }
    }

    private CancelOutcome cancel(OrderCanceller account) throws InterruptedException {
        List<OpenOrder> found = List.of();
        List<OpenOrder> left = List.of();
        String problem = "";
        int clean = 0;
        int attempt = 0;
        try {
            found = account.openOrders();
        } catch (final IOException e) {
            problem = message(e);
        }
        while (attempt < attempts) {
            attempt++;
            try {
                if (clean == 0) {
                    account.cancelAll();
                }
                left = account.openOrders();
                clean = left.isEmpty() ? clean + 1 : 0;
                problem = "";
            } catch (final IOException e) {
                problem = message(e);
                clean = 0;
            }
            if (clean == CLEAN_ANSWERS) {
                return new CancelOutcome(account.name(), true, found, List.of(), "", attempt);
            }
            TimeUnit.MILLISECONDS.sleep(pauseMs);
        }
        return new CancelOutcome(account.name(), false, found, left, problem, attempt);
    }

    private static String message(IOException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
