/** Commands that make the market view of a journal, from its events. */
package io.escapement.tools.view;
