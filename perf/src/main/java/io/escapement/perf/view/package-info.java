/** The consolidated view beside a merge in sorted maps of decimals. */
package io.escapement.perf.view;
