package io.escapement.engine.venue.orders;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.OrderStatus;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.ReportSource;
import io.escapement.codecs.sbe.Side;

import java.util.Arrays;

/**
 * What the gateway itself has to report, kept until it is polled: a record listener must not publish, and it is from
 * records that orders come which cannot be sent. The transport's thread; grows to what was once needed.
 */
final class LocalReports {
    private static final int FIRST = 256;

    private long[] ids = new long[FIRST];
    private int[] instruments = new int[FIRST];
    private Side[] sides = new Side[FIRST];
    private ExecutionType[] types = new ExecutionType[FIRST];
    private RejectCode[] codes = new RejectCode[FIRST];
    private String[] details = new String[FIRST];
    private int count;

    void add(long clientOrderId, int instrumentId, Side side, ExecutionType type, RejectCode code, String detail) {
        if (count == ids.length) {
            ids = Arrays.copyOf(ids, 2 * count);
            instruments = Arrays.copyOf(instruments, 2 * count);
            sides = Arrays.copyOf(sides, 2 * count);
            types = Arrays.copyOf(types, 2 * count);
            codes = Arrays.copyOf(codes, 2 * count);
            details = Arrays.copyOf(details, 2 * count);
        }
        ids[count] = clientOrderId;
        instruments[count] = instrumentId;
        sides[count] = side;
        types[count] = type;
        codes[count] = code;
        details[count++] = detail;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Publishes them all; more may be added by what the core answers. */
    int publish(AccountEvents events, Report report, long nowNs) {
        int published = 0;
        for (int i = 0; i < count; i++) {
            report.clear();
            report.clientOrderId = ids[i];
            report.instrumentId = instruments[i];
            report.side = sides[i];
            report.type = types[i];
            report.status = types[i] == ExecutionType.REJECTED ? OrderStatus.REJECTED : OrderStatus.UNKNOWN;
            report.code = codes[i];
            report.source = ReportSource.GATEWAY;
            report.receiveTimeNs = nowNs;
            report.detail.set(details[i]);
            events.report(report);
            published++;
        }
        count = 0;
        return published;
    }
}
