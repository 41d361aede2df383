/**
 * A small BGP endpoint over plain sockets: the {@code speaker} of the command line, and what the
 * demo, benchmarks and tests talk with. It has the states and timers of RFC 4271, announces what it
 * is given, and again when asked (RFC 2918, RFC 7313), and keeps account of what it receives; it
 * has no policy and chooses nothing.
 */
package io.sluice.proxy.speaker;
