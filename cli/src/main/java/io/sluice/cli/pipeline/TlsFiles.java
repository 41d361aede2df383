package io.sluice.cli.pipeline;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.sluice.cli.OperatorException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.function.Supplier;

/**
 * TLS out of files of PEM.
 *
 * @param server whether it is for who listens
 * @param cert own certificate; {@code null} for none
 * @param key its private key
 * @param ca certificates of those who sign the others'; {@code null}: dialling, those of the
 *     system, and listening, nobody is asked for one
 * @param insecure whether a server may have any certificate
 */
record TlsFiles(boolean server, Path cert, Path key, Path ca, boolean insecure)
    implements Supplier<SslContext> {

  /**
   * Reads the files.
   *
   * @throws OperatorException if one cannot be read, or is not what it should be
   */
  @Override
  public SslContext get() {
    return server ? forServer() : forClient();
  }

  private SslContext forClient() {
    SslContextBuilder builder = SslContextBuilder.forClient();
    if (insecure) {
      builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
      builder.endpointIdentificationAlgorithm(null);
    } else if (ca != null) {
      trust(builder, ca);
    }
    if (cert != null) {
      own(cert, key, () -> builder.keyManager(cert.toFile(), key.toFile()));
    }
    return build(builder);
  }

  private SslContext forServer() {
    SslContextBuilder builder =
        own(cert, key, () -> SslContextBuilder.forServer(cert.toFile(), key.toFile()));
    if (ca != null) {
      trust(builder, ca);
      builder.clientAuth(ClientAuth.REQUIRE);
    }
    return build(builder);
  }

  private interface Made {
    SslContextBuilder make();
  }

  private static SslContextBuilder own(Path cert, Path key, Made made) {
    String pem = text("--key", key);
    text("--cert", cert);
    if (pem.contains("BEGIN RSA PRIVATE KEY") || pem.contains("BEGIN EC PRIVATE KEY")) {
      throw new OperatorException(
          "--key "
              + key
              + ": a key of an older form; write it anew with  openssl pkcs8 -topk8 -nocrypt -in "
              + key
              + " -out NEW.pem");
    }
    if (pem.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
      throw new OperatorException(
          "--key " + key + ": is encrypted; take the password off with  openssl pkcs8 -topk8");
    }
    try {
      return made.make();
    } catch (IllegalArgumentException e) {
      throw new OperatorException(
          "--cert " + cert + ", --key " + key + ": " + deepest(e).getMessage(), e);
    }
  }

  private static void trust(SslContextBuilder builder, Path ca) {
    text("--ca", ca);
    try {
      builder.trustManager(ca.toFile());
    } catch (IllegalArgumentException e) {
      throw new OperatorException("--ca " + ca + ": " + deepest(e).getMessage(), e);
    }
  }

  private static SslContext build(SslContextBuilder builder) {
    try {
      return builder.build();
    } catch (IOException e) {
      throw new OperatorException("TLS cannot be set up: " + deepest(e).getMessage(), e);
    }
  }

  private static String text(String option, Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw new OperatorException(option + " " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new OperatorException(option + ": cannot read the file " + file + ": " + e, e);
    }
  }

  private static Throwable deepest(Throwable cause) {
    Throwable at = cause;
    while (at.getCause() != null && !(at instanceof GeneralSecurityException)) {
      at = at.getCause();
    }
    return at;
  }
}
