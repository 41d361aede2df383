package io.sluice.mrt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.net.UnknownHostException;

/**
 * What lies at a URL, being read.
 *
 * @param octets gives it as it comes; fails where it breaks off before its length
 * @param length how many octets it has; -1 if that is not told
 */
public record Download(InputStream octets, long length) {
  private static final int CONNECT_MILLIS = 15_000;
  private static final int READ_MILLIS = 60_000;
  private static final int MOST_REDIRECTS = 5;

  /**
   * Asks for it; redirections are followed, from http to https too.
   *
   * @throws IOException if it cannot be had; the reason does not name the URL
   */
  public static Download open(URI location) throws IOException {
    URLConnection connection = ask(location, "GET");
    long length = connection.getContentLengthLong();
    InputStream octets = connection.getInputStream();
    return new Download(
        connection instanceof HttpURLConnection ? new Counted(octets, length) : octets, length);
  }

  /** How many octets lie at a URL, by asking for no more than that; -1 if that is not told. */
  public static long length(URI location) {
    try {
      URLConnection connection = ask(location, "HEAD");
      return connection instanceof HttpURLConnection ? connection.getContentLengthLong() : -1;
    } catch (IOException e) {
      // Whoever reads it is told.
      return -1;
    }
  }

  /**
   * Where a URL that somebody wrote leads.
   *
   * @throws IOException if it is none
   */
  public static URI location(String url) throws IOException {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      throw new IOException(
          "this is no URL: "
              + e.getReason()
              + " at character "
              + (e.getIndex() + 1)
              + "; a blank is written as %20",
          e);
    }
  }

  /**
   * Why what somebody wrote names something that cannot be read, in words to be put behind it;
   * {@code null} if it is no URL or can be read.
   */
  public static String refusal(String word) {
    int end = word.indexOf("://");
    if (end <= 0 || word.startsWith("http://") || word.startsWith("https://")) {
      return null;
    }
    return "only http:// and https:// can be read, not "
        + word.substring(0, end)
        + "; fetch it and name the file";
  }

  private static int status(HttpURLConnection http) throws IOException {
    try {
      return http.getResponseCode();
    } catch (UnknownHostException e) {
      throw new IOException("there is no host " + http.getURL().getHost(), e);
    }
  }

  private static URLConnection ask(URI location, String method) throws IOException {
    URI at = location;
    for (int i = 0; i <= MOST_REDIRECTS; i++) {
      URLConnection connection = at.toURL().openConnection();
      connection.setRequestProperty("User-Agent", "sluice");
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(READ_MILLIS);
      if (!(connection instanceof HttpURLConnection http)) {
        return connection;
      }
      http.setRequestMethod(method);
      http.setInstanceFollowRedirects(false);
      int status = status(http);
      if (status == HttpURLConnection.HTTP_OK) {
        return http;
      }
      String other = http.getHeaderField("Location");
      http.disconnect();
      if (status / 100 != 3 || other == null) {
        throw new IOException("the server answers " + status + " " + http.getResponseMessage());
      }
      URI next = at.resolve(other);
      if (!"http".equals(next.getScheme()) && !"https".equals(next.getScheme())) {
        throw new IOException("the server refers to " + next);
      }
      at = next;
    }
    throw new IOException("the server refers from one place to the next, without an end");
  }

  /** Java's own client takes a connection that breaks for the end. */
  private static final class Counted extends FilterInputStream {
    private final long length;
    private long read;

    Counted(InputStream in, long length) {
      super(in);
      this.length = length;
    }

    @Override
    public int read() throws IOException {
      int octet = in.read();
      count(octet < 0 ? -1 : 1);
      return octet;
    }

    @Override
    public int read(byte[] b, int offset, int most) throws IOException {
      int octets = in.read(b, offset, most);
      count(octets);
      return octets;
    }

    private void count(int octets) throws IOException {
      if (octets < 0 && read < length) {
        throw new IOException(
            "the connection broke off behind " + read + " of " + length + " octets");
      }
      read += Math.max(0, octets);
    }
  }
}
