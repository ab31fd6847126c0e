/** What a venue's REST interface lists: replies as fields by name, instruments made of them. Off the hot path. */
package io.escapement.engine.venue.listing;
