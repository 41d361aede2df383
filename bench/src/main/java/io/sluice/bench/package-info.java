/** Measures of the whole program, between two speakers or on a broker alone. */
package io.sluice.bench;
