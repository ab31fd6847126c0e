/** Commands that ask the market view of a journal: its events go through the stages of the view again. */
package io.escapement.tools.view;
