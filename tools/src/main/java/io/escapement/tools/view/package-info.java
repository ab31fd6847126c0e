/** The market view of a recorded run, made again from its events, whether the run had it or not. */
package io.escapement.tools.view;
