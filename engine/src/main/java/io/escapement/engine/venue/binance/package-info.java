/**
 * Binance spot, and the same frames as USD-M futures send them. A frame goes first to the template of its kind, which
 * takes the venue's usual spelling at a few nanoseconds a field and gives up without a word on anything else; then to
 * {@link io.escapement.engine.venue.binance.AnyOrderDecoder}, which takes every spelling that JSON allows and says
 * what is wrong with the rest. Whatever a template accepts, the other accepts with the same result: tests hold that.
 */
package io.escapement.engine.venue.binance;
