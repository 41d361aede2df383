package io.sluice.mrt.table;

import io.sluice.bgp.Address;

/** Somebody from whom routes were learnt. */
final class TablePeer {
  /** Its place in the table of peers, from 0. */
  final int number;

  final Address address;
  final long asn;

  /** Who heard it, where several collectors or routers did, or the direction of its messages. */
  final String heardBy;

  /** Its BGP identifier, 0 when nothing told it. */
  int identifier;

  Session session = new Session(this);

  TablePeer(int number, Address address, long asn, String heardBy) {
    this.number = number;
    this.address = address;
    this.asn = asn;
    this.heardBy = heardBy;
  }
}
