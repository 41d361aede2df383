/** Named pipes as filters. */
package io.sluice.filters.outside.pipe;
