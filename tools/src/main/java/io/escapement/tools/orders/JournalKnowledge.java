package io.escapement.tools.orders;

import io.escapement.codecs.sbe.AccountBalanceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.PositionUpdateDecoder;
import io.escapement.codecs.sbe.RunStartedDecoder;
import io.escapement.engine.RecordedCores;
import io.escapement.engine.recovery.CarriedReplay;
import io.escapement.engine.recovery.TradingFold;
import io.escapement.journal.JournalReader;
import io.escapement.journal.MessageCatalog;
import io.escapement.journal.RecordLayout;
import io.escapement.tools.terminal.Interruption;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a journal comes to, and when it last heard of each thing. */
final class JournalKnowledge {
    private static final int CHECK_EVERY = 16 * 1024;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final PositionUpdateDecoder update = new PositionUpdateDecoder();
    private final AccountBalanceDecoder balance = new AccountBalanceDecoder();
    private final OrderLives lives = new OrderLives(MessageCatalog.NO_ORDER);
    private final TradingFold fold = new RecordedCores().fold();
    private final Map<Integer, Known> positions = new HashMap<>();
    private final Map<String, Known> balances = new HashMap<>();
    private Known end = new Known(0, 0);

    /**
     * Reads all of it.
     *
     * @throws io.escapement.journal.JournalException         if it cannot be read
     * @throws io.escapement.engine.recovery.FoldException    if this version cannot fold it
     */
    static JournalKnowledge read(Path journal, Interruption interruption) {
        final JournalKnowledge knowledge = new JournalKnowledge();
        try (JournalReader reader = JournalReader.open(journal)) {
            for (long seen = 0; reader.next(); seen++) {
                knowledge.take(reader);
                if (seen % CHECK_EVERY == 0) {
                    interruption.check();
                }
            }
        }
        return knowledge;
    }

    private void take(JournalReader reader) {
        fold.take(reader.buffer(), reader.offset());
        lives.take(reader);
        end = new Known(reader.sequence(), reader.eventTimeNs());
        int message = RecordLayout.event(reader.offset());
        switch (RecordLayout.templateId(reader.buffer(), message)) {
            case RunStartedDecoder.TEMPLATE_ID -> positions.clear();
            case AccountBalanceDecoder.TEMPLATE_ID ->
                balances.put(balance.wrapAndApplyHeader(reader.buffer(), message, header).asset(), end);
            default -> { }
        }
        for (int left = RecordLayout.keptCount(reader.buffer(), reader.offset()); left > 0; left--) {
            message = RecordLayout.next(reader.buffer(), message);
            if (RecordLayout.templateId(reader.buffer(), message) == PositionUpdateDecoder.TEMPLATE_ID) {
                positions.put(update.wrapAndApplyHeader(reader.buffer(), message, header).instrumentId(), end);
            }
        }
    }

    CarriedReplay carried() {
        return new CarriedReplay(fold);
    }

    /** The last record. */
    Known end() {
        return end;
    }

    /** The last word on an order; of one that the journal does not know the journal's end. */
    Known order(Long clientOrderId) {
        final OrderLife life = clientOrderId == null ? null : lives.find(clientOrderId);
        return life == null ? end : new Known(life.lastSequence, life.lastTimeNs);
    }

    /** Of a position in this instrument; where there never was one the journal's end. */
    Known position(int instrumentId) {
        return positions.getOrDefault(instrumentId, end);
    }

    /** Of an asset; where the venue never told one the journal's end. */
    Known balance(String asset) {
        return balances.getOrDefault(asset, end);
    }
}
