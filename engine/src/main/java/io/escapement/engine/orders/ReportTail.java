package io.escapement.engine.orders;

import io.escapement.codecs.sbe.ExecutionReportEncoder;
import io.escapement.codecs.sbe.ReportSource;

/** The end of an execution report that says no more than what happened. Allocates nothing. */
public final class ReportTail {
    private static final byte[] NOTHING = new byte[0];

    private ReportTail() {
    }

    /** To be called last: the texts are where the message ends. */
    public static void plain(ExecutionReportEncoder report, ReportSource source) {
        report.source(source)
            .price(ExecutionReportEncoder.priceNullValue())
            .quantity(ExecutionReportEncoder.quantityNullValue())
            .putVenueOrderText(NOTHING, 0, 0)
            .putFeeAsset(NOTHING, 0, 0)
            .putDetail(NOTHING, 0, 0);
    }
}
