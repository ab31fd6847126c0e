/** Commands to a running engine, and the watch over it. */
package io.escapement.tools.control;
