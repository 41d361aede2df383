/**
 * Publishing: from the event loops to Kafka on a thread of its own, and to disk while Kafka is
 * away. Nothing is lost, nothing is doubled, and records of one key stay in order.
 */
package io.sluice.proxy.publish;
