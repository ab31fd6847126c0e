/** What became of orders and positions, and why: read from journals. */
package io.escapement.tools.orders;
