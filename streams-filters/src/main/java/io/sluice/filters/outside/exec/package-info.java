/** Background processes as filters. */
package io.sluice.filters.outside.exec;
