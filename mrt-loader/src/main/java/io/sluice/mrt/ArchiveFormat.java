package io.sluice.mrt;

/** How the records of an archive are written. */
public enum ArchiveFormat {
  /** MRT (RFC 6396): records of collectors, updates and table dumps. */
  MRT,
  /** BMP (RFC 7854): what a router reports of its sessions. */
  BMP,
  /** BMP messages in the frames of OpenBMP, as collectors put them into Kafka. */
  OPENBMP,
  /** BGP messages one behind the other. */
  RAW,
  /** bgpipe's JSON, a message to a line. */
  JSON,
  /** Commands of ExaBGP, a route to a line. */
  EXABGP
}
