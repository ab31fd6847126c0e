package io.escapement.engine.paper;

/** Where reports come from and go to, both on the thread of the {@link PaperSession}. */
public interface ReportOutlet {
    /**
     * A report to be filled.
     *
     * @throws IllegalStateException if all are under way: whoever should collect them has stopped doing so
     */
    PaperReport claim();

    /** The report's response time has passed; it is the receiver's now. */
    void ready(PaperReport report);
}
