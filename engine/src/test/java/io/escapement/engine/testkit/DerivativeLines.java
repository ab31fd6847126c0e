package io.escapement.engine.testkit;

import io.escapement.codecs.sbe.LiquidationDecoder;
import io.escapement.codecs.sbe.LongShortRatioDecoder;
import io.escapement.codecs.sbe.MarkPriceDecoder;
import io.escapement.codecs.sbe.MessageHeaderDecoder;
import io.escapement.codecs.sbe.OpenInterestDecoder;
import org.agrona.DirectBuffer;

/** What venues tell of derivatives as text, a line each, as {@link EventLines}. */
final class DerivativeLines {
    private DerivativeLines() {
    }

    static String render(int templateId, DirectBuffer event) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        switch (templateId) {
            case MarkPriceDecoder.TEMPLATE_ID -> {
                final MarkPriceDecoder m = new MarkPriceDecoder().wrapAndApplyHeader(event, 0, header);
                return "mark " + m.instrumentId() + " " + orNone(m.venueTimeNs()) + " " + m.receiveTimeNs() + " "
                    + orNone(m.markPrice()) + " " + orNone(m.indexPrice()) + " " + orNone(m.fundingRate()) + " "
                    + orNone(m.nextFundingTimeNs()) + " " + orNone(m.fundingIntervalNs());
            }
            case OpenInterestDecoder.TEMPLATE_ID -> {
                final OpenInterestDecoder o = new OpenInterestDecoder().wrapAndApplyHeader(event, 0, header);
                return "interest " + o.instrumentId() + " " + orNone(o.venueTimeNs()) + " " + o.receiveTimeNs() + " "
                    + o.quantity();
            }
            case LiquidationDecoder.TEMPLATE_ID -> {
                final LiquidationDecoder l = new LiquidationDecoder().wrapAndApplyHeader(event, 0, header);
                return "liquidation " + l.instrumentId() + " " + orNone(l.venueTimeNs()) + " " + l.receiveTimeNs()
                    + " " + l.price() + " " + l.quantity() + " " + l.side();
            }
            case LongShortRatioDecoder.TEMPLATE_ID -> {
                final LongShortRatioDecoder r = new LongShortRatioDecoder().wrapAndApplyHeader(event, 0, header);
                return "ratio " + r.instrumentId() + " " + orNone(r.venueTimeNs()) + " " + r.receiveTimeNs() + " "
                    + r.longShare() + " " + r.shortShare();
            }
            default -> throw new AssertionError("an event of template " + templateId);
        }
    }

    private static String orNone(long value) {
        return value == MarkPriceDecoder.markPriceNullValue() ? "-" : "" + value;
    }
}
