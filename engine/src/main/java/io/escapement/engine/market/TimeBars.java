package io.escapement.engine.market;

import io.escapement.codecs.sbe.BarDecoder;
import io.escapement.codecs.sbe.BarKind;

/** Tells bars apart: those who want one a duration and instrument must leave out those of views and of trades. */
public final class TimeBars {
    private TimeBars() {
    }

    /** Whether a bar is one of time, of an instrument. */
    public static boolean isOfInstrument(BarDecoder bar) {
        return bar.kindRaw() == BarKind.TIME.value() && bar.viewId() == BarDecoder.viewIdNullValue();
    }
}
