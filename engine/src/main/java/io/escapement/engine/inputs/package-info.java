/**
 * The standard input: for each instrument the one object that every model and screen reads at any time. No stage:
 * {@link io.escapement.engine.inputs.InputBook} listens to records, live or replayed, and keeps one
 * {@link io.escapement.engine.inputs.StandardInput} an instrument, made of nothing but what records hold. What is
 * missing is NaN with mask 0, and is named; nothing is carried over, filled up or made up.
 */
package io.escapement.engine.inputs;
