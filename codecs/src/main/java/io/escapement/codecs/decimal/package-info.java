/**
 * Fixed-point decimals: a {@code long} mantissa at a power of ten that both sides know. Text to mantissa, mantissa to
 * text, and money from price and quantity. Nothing here allocates unless it returns a {@code String} or throws.
 */
package io.escapement.codecs.decimal;
