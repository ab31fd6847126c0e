/** What every venue's decoder and session share. Venues themselves live in packages below. */
package io.escapement.engine.venue;
