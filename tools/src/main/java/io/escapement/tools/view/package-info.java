/** What people look at and models read of a market: bars, pivots, columns, over a journal. */
package io.escapement.tools.view;
