/** Micro-benchmarks (JMH) of what is done to every message. */
package io.sluice.bench.micro;
