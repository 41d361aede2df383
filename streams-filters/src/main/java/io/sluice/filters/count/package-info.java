/** Stages that count messages: for those who watch, and to end a run. */
package io.sluice.filters.count;
