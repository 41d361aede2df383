/**
 * The release gate: what holds messages until their verdicts come. Neither Netty nor Kafka here.
 */
package io.sluice.proxy.gate;
