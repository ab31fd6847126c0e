package io.escapement.engine.paper;

import io.escapement.codecs.sbe.ExecutionType;
import io.escapement.codecs.sbe.RejectCode;
import io.escapement.codecs.sbe.Side;

/**
 * An order, an amendment or a cancel on its way to the simulated venue, or a request of which it is already known that
 * the venue will refuse it. Preallocated and used again.
 */
final class PaperCommand {
    /** Null for what will be refused. */
    PaperOrder order;
    Kind kind;
    /** Of an amendment. */
    long price;
    /** Likewise, of the whole order. */
    long quantity;

    /** What is asked for. */
    enum Kind {
        NEW, AMEND, CANCEL
    }

    // What will be refused

    long clientOrderId;
    int instrumentId;
    Side side;
    ExecutionType type;
    RejectCode code;

    PaperCommand refusal(long id, int instrument, Side itsSide, ExecutionType itsType, RejectCode why) {
        order = null;
        clientOrderId = id;
        instrumentId = instrument;
        side = itsSide;
        type = itsType;
        code = why;
        return this;
    }
}
