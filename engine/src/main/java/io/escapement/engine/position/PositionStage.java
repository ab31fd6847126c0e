package io.escapement.engine.position;

import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.MessageHeaderEncoder;
import io.escapement.codecs.sbe.PositionUpdateEncoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.engine.market.Hashing;
import io.escapement.engine.market.InstrumentTable;
import io.escapement.engine.market.MarketView;
import io.escapement.engine.market.Quote;
import io.escapement.engine.orders.Finding;
import io.escapement.engine.orders.Order;
import io.escapement.engine.orders.OrderFeed;
import io.escapement.engine.orders.OrderTable;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.engine.pipeline.Slot;
import io.escapement.engine.pipeline.Stage;

/**
 * Positions per instrument and strategy. Appends a {@code PositionUpdate} for every fill that counts, and with an
 * instrument's timer for each open position whose mark has changed since the last update.
 *
 * <p>The mark is the mid of the live book, rounded against us where it falls between two prices; without a live book
 * there is none.
 */
public final class PositionStage implements Stage {
    private static final int UPDATE_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + PositionUpdateEncoder.BLOCK_LENGTH
        + PositionUpdateEncoder.AmountsEncoder.sbeHeaderSize();

    private final MarketView market = new MarketView();
    private final OrderTable table;
    private final OrderFeed orders;
    private final InstrumentTable<Holdings> holdings = new InstrumentTable<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final TimerDecoder timer = new TimerDecoder();
    private final MessageHeaderEncoder updateHeader = new MessageHeaderEncoder();
    private final PositionUpdateEncoder update = new PositionUpdateEncoder();

    public PositionStage(OrdersConfig config) {
        this.table = new OrderTable(config.engineId(), config.maxOrders());
        this.orders = new OrderFeed(table);
    }

    @Override
    public String name() {
        return "position";
    }

    @Override
    public void onEvent(Slot slot) {
        market.onRecord(slot);
        final Finding finding = orders.onEvent(slot);
        if (finding != null) {
            onReport(slot, finding);
        } else if (slot.eventTemplateId() == TimerDecoder.TEMPLATE_ID) {
            onTimer(slot);
        }
        orders.onEffects(slot);
    }

    @Override
    public long stateHash() {
        long hash = Hashing.fold(market.stateHash(), table.stateHash());
        for (int id = 1; id < holdings.end(); id++) {
            final Holdings held = holdings.get(id);
            if (held != null) {
                hash = held.hash(Hashing.fold(hash, id));
            }
        }
        return hash;
    }

    private void onReport(Slot slot, Finding finding) {
        if (finding.verdict() != slot.verdict()) {
            throw new IllegalStateException("the orders stage gave the report the verdict " + slot.verdict()
                + ", here it is " + finding + ": the two must run in one list, with equal settings, orders first");
        }
        final ExecutionReportDecoder report = orders.report();
        if (!finding.counts() || report.executionType() != ExecutionType.FILL) {
            return;
        }
        final Order order = table.reported();
        final int instrumentId = order.instrumentId();
        final Position position = holdings.getOrPut(instrumentId, Holdings::new)
            .of(order.strategyId(), market.instrument(instrumentId));
        position.fill(order.side(), report.lastPrice(), report.lastQuantity(), report.fee());
        append(slot, instrumentId, position, mark(position, instrumentId));
    }

    private void onTimer(Slot slot) {
        timer.wrapAndApplyHeader(slot.buffer(), slot.event(), header);
        final Holdings held = holdings.get(timer.instrumentId());
        if (held == null) {
            return;
        }
        for (int i = 0; i < held.count(); i++) {
            final Position position = held.get(i);
            final long mark = mark(position, timer.instrumentId());
            if (position.quantity() != 0 && mark != position.toldMark()) {
                append(slot, timer.instrumentId(), position, mark);
            }
        }
    }

    private long mark(Position position, int instrumentId) {
        final Quote quote = market.quote(instrumentId);
        if (!quote.isLive()) {
            return Position.NO_PRICE;
        }
        final long twice = quote.bidPrice() + quote.askPrice();
        return position.quantity() < 0 ? twice + 1 >> 1 : twice >> 1;
    }

    private void append(Slot slot, int instrumentId, Position position, long mark) {
        final boolean marked = mark != Position.NO_PRICE;
        final int offset = slot.claimEffect(UPDATE_LENGTH);
        update.wrapAndApplyHeader(slot.buffer(), offset, updateHeader)
            .quantity(position.quantity())
            .averagePrice(position.averagePrice())
            .realised(position.realised())
            .fees(position.fees())
            .unrealised(marked ? position.unrealised(mark) : PositionUpdateEncoder.unrealisedNullValue())
            .markPrice(marked ? mark : PositionUpdateEncoder.markPriceNullValue())
            .instrumentId(instrumentId)
            .strategyId(position.strategyId())
            .realisedFifo(PositionUpdateEncoder.realisedFifoNullValue())
            .funding(0)
            .amountsCount(0);
        slot.commitEffect(UPDATE_LENGTH);
        position.toldMark(mark);
    }
}
