package io.escapement.perf.pipeline;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.StateHashEncoder;
import io.escapement.codecs.sbe.TradeEncoder;
import io.escapement.engine.monitor.Counters;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Inlet;
import io.escapement.engine.pipeline.Pipeline;
import io.escapement.engine.pipeline.PipelineConfig;
import io.escapement.engine.pipeline.PipelineParts;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.time.EngineClock;
import io.escapement.journal.RecordChain;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What an event costs beside its stages: claim and encode, and the inline way through a core of three stages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SlotBench {
    /** Slots of the ring: what typical records touch of 8 stays in the first cache level, of 64 in the second. */
    @Param({"8", "64"})
    public int ringSize;
    /** Latency stamps on every event, or on so few that they cost nothing. */
    @Param({"1", "1000000"})
    public int sampleEvery;

    private final TradeEncoder trade = new TradeEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private Pipeline pipeline;
    private Inlet inlet;
    private long count;

    @Setup
    public void start() {
        final RecordChain chain = new RecordChain(RecordChain.GENESIS);
        final PipelineConfig config = PipelineConfig.of("inline").withSizes(ringSize, 16 * 1024, 16 * 1024)
            .withSampleEvery(sampleEvery);
        pipeline = new Pipeline(config, new PipelineParts(
            new Core(List.of(new Appending("one"), new Appending("two"), new Appending("three"))),
            slot -> chain.seal(slot.buffer(), slot.bytes(), 0), List.of(), fault -> { }, new EngineClock(),
            new Counters().manager(), line -> { }));
        inlet = pipeline.inlet();
        pipeline.start();
    }

    @TearDown
    public void stop() {
        if (!pipeline.stop() || pipeline.fault() != null) {
            throw new IllegalStateException("not every event was processed: " + pipeline.fault());
        }
    }

    /** A slot claimed, a trade encoded into it, and given back. */
    @Benchmark
    public void encode() {
        inlet.abandon(encodeTrade());
    }

    /** The same, published: sequence, three stages with an effect each, CRC and hash chain as the journal does them. */
    @Benchmark
    public void inlineEvent() {
        inlet.publish(encodeTrade());
    }

    private Slot encodeTrade() {
        final Slot slot = inlet.claim();
        trade.wrapAndApplyHeader(slot.buffer(), slot.event(), header).venueTimeNs(count).receiveTimeNs(count)
            .tradeId(count++).price(count).quantity(7).instrumentId(1).aggressorSide(Side.BUY);
        slot.commitEvent(MessageHeaderEncoder.ENCODED_LENGTH + trade.encodedLength(), Provenance.SIMULATED);
        return slot;
    }

    /** Keeps a sum and appends it. */
    static final class Appending implements Stage {
        private final String name;
        private final StateHashEncoder effect = new StateHashEncoder();
        private final MessageHeaderEncoder header = new MessageHeaderEncoder();
        private long sum;

        Appending(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void onEvent(Slot slot) {
            sum += slot.sequence();
            final int length = MessageHeaderEncoder.ENCODED_LENGTH + StateHashEncoder.BLOCK_LENGTH;
            effect.wrapAndApplyHeader(slot.buffer(), slot.claimEffect(length), header).hash(sum).stage(0);
            slot.commitEffect(length);
        }

        @Override
        public long stateHash() {
            return sum;
        }
    }
}
