package io.sluice.cli.routers;

import io.sluice.bgp.Header;
import io.sluice.bgp.MessageType;
import java.util.List;

/** One TCP connection in a capture. */
final class Conversation {
  private final String clientAddress;
  private final String serverAddress;
  private final long beganMicros;
  private final TcpDirection client = new TcpDirection();
  private final TcpDirection server = new TcpDirection();

  Conversation(String clientAddress, String serverAddress, long beganMicros) {
    this.clientAddress = clientAddress;
    this.serverAddress = serverAddress;
    this.beganMicros = beganMicros;
  }

  String clientAddress() {
    return clientAddress;
  }

  String serverAddress() {
    return serverAddress;
  }

  /** When the client's SYN was seen, microseconds since 1970. */
  long beganMicros() {
    return beganMicros;
  }

  /** Whether this SYN is a repetition of the one that opened it. */
  boolean begins(int sequence) {
    return client.begins(sequence);
  }

  /** What the end that dialled sent. */
  TcpDirection client() {
    return client;
  }

  /** What the end that listened sent. */
  TcpDirection server() {
    return server;
  }

  /** Whether either end sent an UPDATE. */
  boolean carriesUpdates() {
    return of(MessageType.UPDATE, client) > 0 || of(MessageType.UPDATE, server) > 0;
  }

  private static long of(MessageType type, TcpDirection direction) {
    List<byte[]> messages = direction.messages();
    return messages.stream().filter(m -> Header.type(m, 0) == type.code()).count();
  }
}
