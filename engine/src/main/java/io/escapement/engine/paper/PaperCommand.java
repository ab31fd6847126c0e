package io.escapement.engine.paper;

/** An order or a cancel on its way to the simulated venue. Preallocated and used again. */
final class PaperCommand {
    PaperOrder order;
    boolean cancel;
}
