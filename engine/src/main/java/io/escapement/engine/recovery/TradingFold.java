package io.escapement.engine.recovery;

import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.AmendOrderDecoder;
import io.escapement.codecs.sbe.CancelOrderDecoder;
import io.escapement.codecs.sbe.CarriedAssetDecoder;
import io.escapement.codecs.sbe.CarriedBalanceDecoder;
import io.escapement.codecs.sbe.CarriedFundingDecoder;
import io.escapement.codecs.sbe.CarriedLotsDecoder;
import io.escapement.codecs.sbe.CarriedOrderDecoder;
import io.escapement.codecs.sbe.CarriedPositionDecoder;
import io.escapement.codecs.sbe.CarriedRiskDecoder;
import io.escapement.codecs.sbe.CarryEndedDecoder;
import io.escapement.codecs.sbe.CorrectionDecoder;
import io.escapement.codecs.sbe.EquityUpdateDecoder;
import io.escapement.codecs.sbe.ExecutionReportDecoder;
import io.escapement.codecs.sbe.FaultDecoder;
import io.escapement.codecs.sbe.FundingPaymentDecoder;
import io.escapement.codecs.sbe.GatewayStatusDecoder;
import io.escapement.codecs.sbe.InstrumentDefinitionDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.NewOrderDecoder;
import io.escapement.codecs.sbe.OrderReleasedDecoder;
import io.escapement.codecs.sbe.OrderUpdateDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.codecs.sbe.StopUpdateDecoder;
import io.escapement.codecs.sbe.TimerDecoder;
import io.escapement.codecs.sbe.TradingStateChangeDecoder;
import io.escapement.codecs.sbe.VenueOrderDecoder;
import io.escapement.codecs.sbe.VenuePositionDecoder;
import io.escapement.engine.orders.OrdersConfig;
import io.escapement.journal.RecordChain;
import io.escapement.journal.RecordLayout;
import org.agrona.DirectBuffer;

/**
 * Reads records, one after the other, and keeps the trading state that they come to: orders, positions and risk's
 * memory. Needs no book: of all records it looks only into those that have to do with orders, several million a second.
 *
 * <p>Where a run begins with what a run before it left, that counts from its CarryEnded on; a run that died before that
 * has changed nothing. Not thread-safe.
 */
public final class TradingFold {
    private static final int TEMPLATES = 128;
    private static final byte NOTHING = 0;
    private static final byte RISK = 1;
    private static final byte TRADE = 2;
    private static final byte[] EVENTS = new byte[TEMPLATES];
    private static final byte[] EFFECTS = new byte[TEMPLATES];

    static {
        for (final int template : new int[] {InstrumentDefinitionDecoder.TEMPLATE_ID,
            ExecutionReportDecoder.TEMPLATE_ID, GatewayStatusDecoder.TEMPLATE_ID, AccountBalanceDecoder.TEMPLATE_ID,
            VenuePositionDecoder.TEMPLATE_ID, FundingPaymentDecoder.TEMPLATE_ID, VenueOrderDecoder.TEMPLATE_ID,
            CarriedOrderDecoder.TEMPLATE_ID, CarriedPositionDecoder.TEMPLATE_ID, CarriedAssetDecoder.TEMPLATE_ID,
            CarriedLotsDecoder.TEMPLATE_ID, CarriedFundingDecoder.TEMPLATE_ID, CarriedBalanceDecoder.TEMPLATE_ID,
            CarryEndedDecoder.TEMPLATE_ID}) {
            EVENTS[template] = TRADE;
        }
        EVENTS[CarriedRiskDecoder.TEMPLATE_ID] = RISK;
        for (final int template : new int[] {NewOrderDecoder.TEMPLATE_ID, CancelOrderDecoder.TEMPLATE_ID,
            AmendOrderDecoder.TEMPLATE_ID, OrderReleasedDecoder.TEMPLATE_ID, OrderUpdateDecoder.TEMPLATE_ID,
            CorrectionDecoder.TEMPLATE_ID}) {
            EFFECTS[template] = TRADE;
        }
        for (final int template : new int[] {EquityUpdateDecoder.TEMPLATE_ID, TradingStateChangeDecoder.TEMPLATE_ID,
            StopUpdateDecoder.TEMPLATE_ID}) {
            EFFECTS[template] = RISK;
        }
    }

    private final RunConfigs configs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RunStartedDecoder runStarted = new RunStartedDecoder();
    private FoldedRun whole;
    private FoldedRun current;
    private boolean hasOrders;
    private boolean isFaulted;
    private long sequence;
    private long hash = RecordChain.GENESIS;
    private long eventTimeNs;
    private long looked;

    public TradingFold(RunConfigs configs) {
        this.configs = configs;
    }

    /**
     * Begins with what a snapshot holds; the next record is the one after it.
     *
     * @throws FoldException if the snapshot's messages cannot be taken in
     */
    public void begin(Snapshot snapshot) {
        current = new FoldedRun(snapshot.orders());
        int message = snapshot.first();
        try {
            for (int i = 0; i < snapshot.count(); i++) {
                current.carry(snapshot.buffer(), message, snapshot.at().eventTimeNs());
                message = RecordLayout.next(snapshot.buffer(), message);
            }
        } catch (final RuntimeException e) {
            current = null;
            throw new FoldException("the snapshot of record " + snapshot.at().sequence() + " cannot be taken in: "
                + e.getMessage(), e);
        }
        whole = current;
        sequence = snapshot.at().sequence();
        hash = snapshot.at().hash();
        eventTimeNs = snapshot.at().eventTimeNs();
    }

    /**
     * Takes in the next record.
     *
     * @throws FoldException if it is not the next one, or folds to something else than it was made of
     */
    public void take(DirectBuffer buffer, int record) {
        final long at = RecordLayout.sequence(buffer, record);
        if (at != sequence + 1 && sequence != 0) {
            throw new FoldException("record " + at + " after " + sequence + ": records are missing between them");
        }
        final int event = RecordLayout.event(record);
        final int template = RecordLayout.templateId(buffer, event);
        if (template == RunStartedDecoder.TEMPLATE_ID) {
            begin(buffer, event);
        } else if (current != null) {
            final byte what = what(buffer, record, event, template);
            if (what != NOTHING && !isFaulted) {
                take(buffer, record, template, what);
            }
        }
        sequence = at;
        eventTimeNs = RecordLayout.eventTimeNs(buffer, record);
        hash = RecordChain.after(RecordLayout.previousHash(buffer, record), RecordLayout.crc(buffer, record));
    }

    private void begin(DirectBuffer buffer, int event) {
        runStarted.wrapAndApplyHeader(buffer, event, header);
        final int engineId = runStarted.engineId();
        final RunOrders run = configs.orders(runStarted.manifest());
        current = new FoldedRun(new RunOrders(
            new OrdersConfig(engineId, run.config().maxOrders(), run.config().answerTimeoutNs()), run.stage()));
        isFaulted = false;
        if (whole == null) {
            whole = current;
        }
    }

    /** What there is in a record; also notes whether it holds an order or a fault. */
    private byte what(DirectBuffer buffer, int record, int event, int template) {
        byte what = template < TEMPLATES ? EVENTS[template] : NOTHING;
        if (template == TimerDecoder.TEMPLATE_ID && current.orders().isReconciling()) {
            what = TRADE;
        }
        hasOrders = false;
        int message = event;
        for (int left = RecordLayout.keptCount(buffer, record); left > 0; left--) {
            message = RecordLayout.next(buffer, message);
            final int effect = RecordLayout.templateId(buffer, message);
            if (effect < TEMPLATES) {
                what = EFFECTS[effect] > what ? EFFECTS[effect] : what;
                hasOrders |= effect == NewOrderDecoder.TEMPLATE_ID;
                // Nothing in it was acted on; the run ended with it.
                isFaulted |= effect == FaultDecoder.TEMPLATE_ID;
            }
        }
        return what;
    }

    private void take(DirectBuffer buffer, int record, int template, byte what) {
        looked++;
        // A run that makes an order before it has taken anything in does not carry: what was before is not its own.
        if (whole != current && (hasOrders || template == CarryEndedDecoder.TEMPLATE_ID)) {
            whole = current;
        }
        if (what == TRADE) {
            current.trade(buffer, record);
        }
        current.risk(buffer, record);
    }

    /** The record that was taken in last. */
    public JournalPlace place() {
        return new JournalPlace(sequence, hash, eventTimeNs);
    }

    /**
     * Whether the run that is being read has taken in what it began with, and is not being reconciled: only then may a
     * snapshot be made.
     */
    public boolean isSettled() {
        return whole != null && whole == current && !isFaulted && !whole.orders().isReconciling();
    }

    /** How many records it has looked into. */
    public long looked() {
        return looked;
    }

    /** What the records so far come to; null if no run has begun. */
    FoldedRun state() {
        return whole;
    }
}
