/**
 * What people and other processes have to do with a running engine: the socket on which they command it, the file in
 * which it shows that it lives, and the watchdog that cancels its orders when it does not. Nothing here is in the
 * core: words for it go into the ring as commands.
 */
package io.escapement.engine.control;
