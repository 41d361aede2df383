package io.sluice.proxy.publish;

/** What event loops hand to the publisher, in order. */
sealed interface Offer permits RecordBatch, BypassNote {}
