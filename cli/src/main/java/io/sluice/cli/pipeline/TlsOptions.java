package io.sluice.cli.pipeline;

import io.sluice.cli.OperatorException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Who one is in TLS, and whom one believes. */
final class TlsOptions {
  @Option(names = "--cert", paramLabel = "path", description = "own certificate, PEM")
  Path cert;

  @Option(names = "--key", paramLabel = "path", description = "its private key, PEM (PKCS #8)")
  Path key;

  @Option(
      names = "--ca",
      paramLabel = "path",
      description =
          "certificates, PEM, that sign those of servers; listening, of clients, who then need one")
  Path ca;

  @Option(names = "--insecure", description = "believe any certificate of a server")
  boolean insecure;

  /**
   * Checks what can be checked without files.
   *
   * @param wanted whether TLS is spoken
   * @param how what has it spoken
   */
  void check(boolean wanted, String how, boolean listens) {
    if (!wanted && (cert != null || key != null || ca != null || insecure)) {
      throw new OperatorException(
          "--cert, --key, --ca and --insecure are of TLS, which is spoken with " + how);
    }
    if ((cert == null) != (key == null)) {
      throw new OperatorException("--cert and --key stand together");
    }
    if (listens && wanted && cert == null) {
      throw new OperatorException(
          "to listen with TLS it needs --cert and --key, files with a certificate and its key");
    }
    if (listens && insecure) {
      throw new OperatorException("--insecure is for clients, and it listens");
    }
    if (ca != null && insecure) {
      throw new OperatorException("--ca says whom to believe, --insecure to believe anybody");
    }
  }

  /** The files, which are read when they are needed. */
  TlsFiles files(boolean listens) {
    return new TlsFiles(listens, cert, key, ca, insecure);
  }
}
