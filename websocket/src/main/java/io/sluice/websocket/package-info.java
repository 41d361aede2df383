/**
 * WebSocket (RFC 6455) over TCP and TLS, on Netty: {@link io.sluice.websocket.WebSocketClient}
 * dials, {@link io.sluice.websocket.WebSocketServer} listens, and either way there is a {@link
 * io.sluice.websocket.WebSocket} whose {@link io.sluice.websocket.WebSocketListener} hears of all
 * that happens, on its event loop.
 */
package io.sluice.websocket;
