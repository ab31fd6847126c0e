package io.escapement.engine.monitor;

/** A stretch of an event's way of which the time is taken. The tag names it in histogram logs. */
public enum Hop {
    /** From the first byte handed over by the socket to the event encoded in its slot. */
    DECODE("receive-decoded"),
    /** From there to the core beginning with it: the hop over the ring; 0 inline, where there is none. */
    QUEUE("decoded-sequenced"),
    /** All stages. */
    CORE("sequenced-coreDone"),
    /** From there to the record appended. */
    JOURNAL("coreDone-journaled"),
    /** All of it. */
    TOTAL("receive-journaled"),
    /** From the first byte of the frame to the bytes of the order that it caused handed to the socket. */
    ORDER("receive-orderSent");

    private final String tag;

    Hop(String tag) {
        this.tag = tag;
    }

    public String tag() {
        return tag;
    }
}
