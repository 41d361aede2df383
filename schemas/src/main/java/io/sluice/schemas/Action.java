package io.sluice.schemas;

/** What a verdict tells the proxy to do; in the order of the schema's symbols. */
public enum Action {
  /** Forward the bytes that came in. */
  PASS,
  /** Forward nothing. */
  DROP,
  /** Forward other messages instead. */
  REPLACE,
  /** Send a NOTIFICATION to both ends and end the session. */
  CLOSE,
  /** Take new messages in, as if the sender had sent them next. */
  INJECT
}
