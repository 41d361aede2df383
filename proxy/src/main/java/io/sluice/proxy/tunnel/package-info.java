/**
 * BGP over WebSocket between two proxies: the octets of a connection in binary frames, numbered, so
 * that what a cut has swallowed is sent again on the next WebSocket and nothing twice.
 *
 * <pre>
 *   Leg ── LinkChannel ── Link ══ WebSocket ═╳═ cut
 *                           ╚════ WebSocket ═════════ Link ── LinkChannel ── Leg
 * </pre>
 */
package io.sluice.proxy.tunnel;
