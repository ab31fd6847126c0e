package io.escapement.engine.venue.net;

/** How sockets are read. */
public enum TransportKind {
    /** The best that loads on this machine: epoll, else NIO. */
    AUTO,
    /** Linux epoll, native. */
    EPOLL,
    /** Linux io_uring, native. */
    IO_URING,
    /** The JDK's own selectors; works everywhere. */
    NIO
}
