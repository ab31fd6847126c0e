package io.escapement.engine.recovery;

import io.escapement.codecs.Provenance;
import io.escapement.codecs.instrument.Instrument;
import io.escapement.codecs.sbe.CarryBegunEncoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.NewOrderEncoder;
import io.escapement.codecs.sbe.OrderType;
import io.escapement.codecs.sbe.Reason;
import io.escapement.codecs.sbe.RunStartedEncoder;
import io.escapement.codecs.sbe.Side;
import io.escapement.codecs.sbe.TimeInForce;
import io.escapement.engine.orders.ClientOrderIds;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.orders.OrdersStage;
import io.escapement.engine.pipeline.Core;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.SlotSizes;
import io.escapement.engine.pipeline.Stage;
import io.escapement.engine.pipeline.StageHarness.EventWriter;
import io.escapement.engine.pipeline.TestEvents;
import io.escapement.engine.position.PositionStage;
import io.escapement.journal.JournalConfig;
import io.escapement.journal.JournalWriter;
import io.escapement.journal.RecordBuilder;
import io.escapement.journal.RecordChain;
import io.escapement.journal.RecordLayout;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A core of an order maker, the orders stage and the position stage, and its records as a journal would hold them. */
final class RecordedTrading {
    static final OrdersConfig ORDERS = new OrdersConfig(7, 1_024, 5_000_000_000L);
    static final RunOrders RUN = new RunOrders(ORDERS, 1);

    final List<UnsafeBuffer> all = new ArrayList<>();
    private final RecordChain chain = new RecordChain(RecordChain.GENESIS);
    private final Slot slot = SlotSizes.USUAL.newSlot();
    private Maker maker;
    private Core core;
    private long sequence;
    private long timeNs = 1_000;

    /** Makes the effects that a test wants in the next record: what decision and risk would. */
    private static final class Maker implements Stage {
        private final List<EventWriter> wanted = new ArrayList<>();

        @Override
        public String name() {
            return "maker";
        }

        @Override
        public void onEvent(Slot slot) {
            for (final EventWriter effect : wanted) {
                slot.commitEffect(8 + effect.write(slot.buffer(), slot.claimEffect(256), new MessageHeaderEncoder()));
            }
            wanted.clear();
        }

        @Override
        public long stateHash() {
            return 0;
        }
    }

    static TradingFold fold(List<UnsafeBuffer> records) {
        final TradingFold fold = new TradingFold(manifest -> RUN);
        records.forEach(record -> fold.take(record, 0));
        return fold;
    }

    RecordedTrading run() {
        final RecordBuilder builder = new RecordBuilder(1024);
        builder.begin(++sequence, timeNs, Provenance.ENGINE);
        final RunStartedEncoder started = new RunStartedEncoder();
        started.wrapAndApplyHeader(builder.buffer(), builder.next(), new MessageHeaderEncoder())
            .startTimeNs(timeNs).engineId(7).manifest("");
        builder.commit(8 + started.encodedLength(), RecordLayout.NO_STAGE).finish();
        chain.seal(builder.buffer(), builder.bytes(), 0);
        keep(builder.buffer(), RecordLayout.length(builder.buffer(), 0));
        maker = new Maker();
        core = new Core(List.of(maker, new OrdersStage(ORDERS), new PositionStage(ORDERS)), 0, sequence, timeNs);
        return this;
    }

    RecordedTrading event(EventWriter writer) {
        slot.clear();
        slot.commitEvent(8 + writer.write(slot.buffer(), slot.event(), new MessageHeaderEncoder()),
            Provenance.SIMULATED);
        timeNs += 1_000;
        core.onEvent(slot, timeNs);
        sequence++;
        chain.seal(slot.buffer(), slot.bytes(), 0);
        keep(slot.buffer(), slot.recordLength());
        return this;
    }

    private void keep(UnsafeBuffer buffer, int length) {
        final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN));
        copy.putBytes(0, buffer, 0, length);
        all.add(copy);
    }

    /** An effect in the next record, before those of the orders stage. */
    RecordedTrading effect(EventWriter effect) {
        maker.wanted.add(effect);
        return event(TestEvents.timer(1));
    }

    /** An order in the next record. @return its id */
    long order(long quantity) {
        return order(1, quantity);
    }

    /** @param quantity negative sells */
    long order(int instrument, long quantity) {
        final long id = ClientOrderIds.of(7, sequence + 1, 0);
        effect((buffer, offset, header) -> new NewOrderEncoder().wrapAndApplyHeader(buffer, offset, header)
            .clientOrderId(id).price(10_000).quantity(Math.abs(quantity)).instrumentId(instrument).strategyId(1)
            .side(quantity > 0 ? Side.BUY : Side.SELL).orderType(OrderType.LIMIT).timeInForce(TimeInForce.GTC)
            .reduceOnly((short) 0).held((short) 0).reason(Reason.STRATEGY)
            .triggerPrice(NewOrderEncoder.triggerPriceNullValue())
            .expireTimeNs(NewOrderEncoder.expireTimeNsNullValue()).encodedLength());
        return id;
    }

    RecordedTrading fill(long order, long execution, long quantity, long price) {
        return fill(order, 1, execution, quantity, price);
    }

    RecordedTrading fill(long order, int instrument, long execution, long quantity, long price) {
        return event(TestEvents.fill(order, instrument, quantity > 0 ? Side.BUY : Side.SELL, execution, price,
            Math.abs(quantity), 7));
    }

    /** Bought or sold at once. */
    RecordedTrading trade(int instrument, long execution, long quantity, long price) {
        return fill(order(instrument, quantity), instrument, execution, quantity, price);
    }

    /** A new run that takes over what this one leaves, with its instruments numbered in this order from 1. */
    RecordedTrading restart(String... symbols) {
        final FoldedRun left = fold(all).state();
        run().event((buffer, offset, header) -> new CarryBegunEncoder().wrapAndApplyHeader(buffer, offset, header)
            .sequence(sequence).encodedLength());
        final Map<String, Integer> numbers = new LinkedHashMap<>();
        for (final String symbol : symbols) {
            numbers.put(symbol, numbers.size() + 1);
            event(TestEvents.define(numbers.get(symbol), symbol));
        }
        final InstrumentMapping mapping = new InstrumentMapping();
        for (final Instrument before : left.instruments().values()) {
            if (numbers.containsKey(before.symbol())) {
                mapping.put(before, new Instrument(numbers.get(before.symbol()), before.venue(), before.symbol(),
                    before.baseAsset(), before.quoteAsset(), before.priceExponent(), before.quantityExponent(),
                    before.tickSize(), before.lotSize(), before.minQuantity(), before.maxQuantity(),
                    before.minNotional(), before.status()));
            }
        }
        final CarriedWriter writer = new CarriedWriter(mapping, new EachAnEvent(), true);
        writer.write(left);
        writer.end(new JournalPlace(sequence, 0, 0), 0, "test");
        return this;
    }

    private final class EachAnEvent implements CarriedOutlet {
        private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);

        @Override
        public int begin() {
            return 0;
        }

        @Override
        public MutableDirectBuffer buffer() {
            return buffer;
        }

        @Override
        public void end(int length) {
            event((to, offset, header) -> {
                to.putBytes(offset, buffer, 0, length);
                return length - MessageHeaderEncoder.ENCODED_LENGTH;
            });
        }
    }

    /** Writes all of it as a journal. @return its end */
    JournalPlace write(Path journal) {
        try (JournalWriter writer = JournalWriter.open(JournalConfig.in(journal).withMinFreeBytes(0))) {
            for (final UnsafeBuffer record : all) {
                final UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(record.capacity())
                    .order(ByteOrder.LITTLE_ENDIAN));
                copy.putBytes(0, record, 0, record.capacity());
                writer.append(copy, copy.byteBuffer(), 0);
            }
            return new JournalPlace(writer.lastSequence(), writer.hash(), writer.lastEventTimeNs());
        }
    }
}
