/**
 * The proxy: two connections of each session, every message published, and forwarded as the
 * verdicts say. It decides nothing about content.
 */
package io.sluice.proxy;
