/**
 * Stages whose judge is outside: a background process, a named pipe, a WebSocket. {@link
 * io.sluice.filters.outside.OutsideStage} has a {@link io.sluice.filters.outside.Dialogue} for each
 * session, over a {@link io.sluice.filters.outside.Channel} that has threads of its own.
 */
package io.sluice.filters.outside;
