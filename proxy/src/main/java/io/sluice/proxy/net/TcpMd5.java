package io.sluice.proxy.net;

import io.netty.channel.ChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Keys of TCP-MD5 (RFC 2385) as Linux takes them: struct tcp_md5sig, set with TCP_MD5SIG_EXT, which
 * knows prefixes, so that a key can be for any address.
 */
final class TcpMd5 {
  /** TCP_MD5SIG_EXT at level IPPROTO_TCP, linux/tcp.h. */
  static final ChannelOption<ByteBuffer> OPTION =
      new RawUnixChannelOption("TCP_MD5SIG_EXT", 6, 32, 216);

  private static final int SIZE = 216;
  private static final int AT_FLAGS = 128;
  private static final int AT_PREFIX = 129;
  private static final int AT_KEY_LENGTH = 130;
  private static final int AT_KEY = 136;
  private static final byte FLAG_PREFIX = 1;
  private static final short AF_INET = 2;
  private static final short AF_INET6 = 10;

  private TcpMd5() {}

  /**
   * A key for one peer.
   *
   * @param inet6 whether the socket is an IPv6 one, to which an IPv4 peer is an IPv4-mapped address
   * @param key the key; {@code null} to take it away
   */
  static ByteBuffer key(InetAddress peer, boolean inet6, String key) {
    int bits = peer.getAddress().length * 8;
    return key(peer.getAddress(), bits, inet6, key);
  }

  /** A key for every peer of a family. */
  static ByteBuffer anyKey(boolean ipv4, boolean inet6, String key) {
    return key(new byte[ipv4 ? 4 : 16], 0, inet6, key);
  }

  private static ByteBuffer key(byte[] address, int prefix, boolean inet6, String key) {
    ByteBuffer s = ByteBuffer.allocateDirect(SIZE).order(ByteOrder.nativeOrder());
    if (!inet6) {
      s.putShort(0, AF_INET);
      s.put(4, address);
    } else if (address.length == 4) {
      s.putShort(0, AF_INET6);
      s.put(18, (byte) 0xff).put(19, (byte) 0xff);
      s.put(20, address);
    } else {
      s.putShort(0, AF_INET6);
      s.put(8, address);
    }
    byte[] octets = key == null ? new byte[0] : key.getBytes(StandardCharsets.UTF_8);
    s.put(AT_FLAGS, FLAG_PREFIX);
    s.put(AT_PREFIX, (byte) prefix);
    s.putShort(AT_KEY_LENGTH, (short) octets.length);
    s.put(AT_KEY, octets);
    return s;
  }
}
