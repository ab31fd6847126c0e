package io.escapement.perf.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.TimerEncoder;
import io.escapement.engine.monitor.Counters;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.time.EngineClock;
import org.jctools.queues.SpscArrayQueue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Round trip between two threads, by the pipeline's ring and by a JCTools queue, in turns within one process, because
 * what a hop costs here depends first of all on where the machine has put the two cores. Both ways answer through the
 * same kind of JCTools queue. The pipeline's row holds what every event costs: encoding, sequence, time, counters.
 *
 * <p>Prints nanoseconds and the median of the ratios of neighbouring rounds. Both threads spin: on a machine where
 * others run, the figures are those of the others.
 */
public final class HopBench {
    private static final int ROUNDS = 31;
    private static final int TRIPS = 20_000;
    /** Upper by lower quartile of the ratios beyond which they say nothing. */
    private static final double MOST_SPREAD = 2;
    private static final Object TOKEN = new Object();

    private final TimerEncoder timer = new TimerEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SpscArrayQueue<Object> there = new SpscArrayQueue<>(64);
    private final SpscArrayQueue<Object> back = new SpscArrayQueue<>(64);
    private volatile boolean done;

    private HopBench() {
    }

    public static void main(String[] args) throws InterruptedException {
        new HopBench().run();
    }

    private void run() throws InterruptedException {
        final double[] queue = new double[ROUNDS];
        final double[] ring = new double[ROUNDS];
        final double[] ratios = new double[ROUNDS];
        for (int i = -5; i < ROUNDS; i++) {
            final double queueNs = queueRound();
            final double ringNs = ringRound();
            if (i >= 0) {
                queue[i] = queueNs;
                ring[i] = ringNs;
                ratios[i] = ringNs / queueNs;
            }
        }
        System.out.printf(Locale.ROOT, "round trip, ns, medians of %d rounds of %d trips%n", ROUNDS, TRIPS);
        System.out.printf(Locale.ROOT, "JCTools queue there and back  %10.0f%n", median(queue));
        System.out.printf(Locale.ROOT, "ring there, queue back        %10.0f%n", median(ring));
        System.out.printf(Locale.ROOT, "ratio within the round        %10.2f  (least %.2f, most %.2f)%n",
            median(ratios), Arrays.stream(ratios).min().orElseThrow(), Arrays.stream(ratios).max().orElseThrow());
        final double[] sorted = ratios.clone();
        Arrays.sort(sorted);
        if (sorted[ROUNDS * 3 / 4] > MOST_SPREAD * sorted[ROUNDS / 4]) {
            System.out.println("NOT A RESULT: the middle half of the rounds differs by more than " + MOST_SPREAD
                + " times; the two threads did not have a core each");
        }
    }

    private double queueRound() throws InterruptedException {
        done = false;
        final Thread echo = new Thread(() -> {
            while (!done) {
                final Object token = there.poll();
                if (token != null) {
                    back.offer(token);
                }
            }
        }, "echo");
        echo.start();
        final long start = System.nanoTime();
        for (int i = 0; i < TRIPS; i++) {
            there.offer(TOKEN);
            awaitAnswer();
        }
        final long took = System.nanoTime() - start;
        done = true;
        echo.join();
        return (double) took / TRIPS;
    }

    private double ringRound() {
        final PipelineConfig config = PipelineConfig.of("fused").withSizes(64, 4096, 1024)
            .withThreads("busy-spin", List.of(), 1).withSampleEvery(1_000_000);
        final Pipeline pipeline = new Pipeline(config, new PipelineParts(new Core(List.of()), slot -> { },
            List.of(slot -> back.offer(TOKEN)), fault -> { }, new EngineClock(), new Counters().manager(),
            System.err::println));
        final Inlet inlet = pipeline.inlet();
        pipeline.start();
        final long start = System.nanoTime();
        for (int i = 0; i < TRIPS; i++) {
            final Slot slot = inlet.claim();
            timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header).dueTimeNs(i).cadenceNs(1).instrumentId(1);
            slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + timer.encodedLength(), Provenance.ENGINE);
            inlet.publish(slot);
            awaitAnswer();
        }
        final long took = System.nanoTime() - start;
        if (!pipeline.stop()) {
            throw new IllegalStateException("not every event was processed: " + pipeline.fault());
        }
        return (double) took / TRIPS;
    }

    private void awaitAnswer() {
        while (back.poll() == null) {
            Thread.onSpinWait();
        }
    }

    private static double median(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
