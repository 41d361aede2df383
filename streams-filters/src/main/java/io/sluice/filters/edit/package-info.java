/** Stages that change attributes and tags. */
package io.sluice.filters.edit;
