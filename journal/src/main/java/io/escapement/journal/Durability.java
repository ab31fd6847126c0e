package io.escapement.journal;

/** What an appended record survives. */
public enum Durability {
    /**
     * The death of the engine, at once: the operating system holds the record and writes it out by itself, commonly
     * within 30 seconds. A loss of power may take the last records and tear the tail; opening repairs that.
     */
    PROCESS,
    /**
     * A loss of power too, once the record is older than the forcing interval plus the time that one forcing takes:
     * a thread beside the appender forces the file to the disk again and again.
     */
    POWER
}
