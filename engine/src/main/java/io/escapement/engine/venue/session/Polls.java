package io.escapement.engine.venue.session;

import io.escapement.engine.venue.net.RestHandler;
import io.escapement.engine.venue.net.RestReply;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import org.agrona.concurrent.EpochNanoClock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Asks for what no stream has, each at its cadence, spread so that they do not come all at once. */
final class Polls {
    private final EventLoop loop;
    private final RestGate gate;
    private final EpochNanoClock clock;
    private final Consumer<String> problems;
    private final List<ScheduledFuture<?>> running = new ArrayList<>();
    private final List<Asking> askings = new ArrayList<>();

    Polls(EventLoop loop, RestGate gate, EpochNanoClock clock, Consumer<String> problems) {
        this.loop = loop;
        this.gate = gate;
        this.clock = clock;
        this.problems = problems;
    }

    void begin(List<RestPoll> polls) {
        for (int i = 0; i < polls.size(); i++) {
            final RestPoll poll = polls.get(i);
            final Asking asking = new Asking(poll);
            askings.add(asking);
            running.add(loop.scheduleAtFixedRate(asking, poll.everyMs() * (i + 1) / (polls.size() + 1),
                poll.everyMs(), TimeUnit.MILLISECONDS));
        }
    }

    void end() {
        running.forEach(each -> each.cancel(false));
        running.clear();
        askings.forEach(each -> each.over = true);
        askings.clear();
    }

    private final class Asking implements Runnable, RestHandler {
        private final RestPoll poll;
        private boolean waiting;
        private boolean failing;
        /** What is still under way is of no use any more. */
        private boolean over;

        private Asking(RestPoll poll) {
            this.poll = poll;
        }

        @Override
        public void run() {
            if (!waiting && gate.tryTake(poll.question(), clock.nanoTime())) {
                waiting = true;
                gate.ask(poll.question(), this);
            }
        }

        @Override
        public void onReply(RestReply reply) {
            waiting = false;
            if (over) {
                return;
            }
            outcome(reply.isOk() ? poll.reader().onBody(reply.body(), reply.body().capacity(), reply.receiveTimeNs())
                : reply.describe());
        }

        @Override
        public void onFailure(String detail) {
            waiting = false;
            outcome(detail);
        }

        /** Tells the first failure of a row only. */
        private void outcome(String problem) {
            if (problem != null && !failing && !over) {
                problems.accept("no " + poll.what() + ": " + problem);
            }
            failing = problem != null;
        }
    }
}
