package io.escapement.tools.journal;

import io.escapement.journal.RecordDump;
import org.agrona.DirectBuffer;

import java.io.PrintWriter;

/** Prints records in one of three forms. */
final class RecordPrinter {
    /** How a record is shown. */
    enum Form { LINES, FULL, JSON }

    private final RecordDump dump = new RecordDump();
    private final Listing listing;
    private final Form form;
    private final PrintWriter out;

    RecordPrinter(Listing listing, Form form, PrintWriter out) {
        this.listing = listing;
        this.form = form;
        this.out = out;
    }

    /** Takes note of a definition; every record must be shown to it, printed or not. */
    void learn(DirectBuffer buffer, int record) {
        dump.learn(buffer, record);
        listing.learn(buffer, record);
    }

    void print(DirectBuffer buffer, int record) {
        switch (form) {
            case JSON -> out.println(dump.json(buffer, record));
            case FULL -> {
                out.println("---");
                out.println(dump.text(buffer, record).stripTrailing().replaceAll("[\\p{Cntrl}&&[^\\n]]", "?"));
            }
            default -> out.println(RecordLine.of(dump.tree(buffer, record), listing));
        }
    }
}
