/**
 * A small BGP endpoint over plain sockets: for the demo, for benchmarks and for tests. It holds a
 * session up, announces what it is given and keeps account of what it receives; it has no routing
 * table to choose from and no policy.
 */
package io.sluice.proxy.speaker;
