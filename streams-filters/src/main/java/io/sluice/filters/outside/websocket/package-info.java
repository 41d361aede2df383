/** WebSockets as filters. */
package io.sluice.filters.outside.websocket;
