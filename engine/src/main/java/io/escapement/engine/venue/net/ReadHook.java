package io.escapement.engine.venue.net;

/**
 * Called on the socket's thread between pieces of work, so that one thread can both read and run the core.
 */
public interface ReadHook {
    /** Does nothing. */
    ReadHook NONE = new ReadHook() {
        @Override
        public void afterFrame() {
        }

        @Override
        public void afterRead() {
        }
    };

    /** One message has been handed over. */
    void afterFrame();

    /** All that the socket had to give for now has been handed over. */
    void afterRead();
}
