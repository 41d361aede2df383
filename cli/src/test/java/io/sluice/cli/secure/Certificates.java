package io.sluice.cli.secure;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;

/** A certification authority of a test, and stores with what it certified. */
public final class Certificates {
  static final String PASSWORD = "changeit";

  private final Path folder;
  private final X509Bundle authority;

  /** A new authority whose stores go to a folder. */
  public Certificates(Path folder, String name) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.authority =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=" + name)
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
  }

  /** A key store for one who is known by a name, and reached at an IPv4 address if one is given. */
  public Path identity(String name, String address) throws Exception {
    CertificateBuilder builder =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=" + name);
    if (address != null) {
      builder.addSanIpAddress(address);
    }
    X509Bundle bundle = builder.buildIssuedBy(authority);
    return save(name + ".p12", bundle.toKeyStore(PASSWORD.toCharArray()));
  }

  /** A trust store with the authority. */
  public Path trust() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", authority.getCertificate());
    return save("trust.p12", store);
  }

  private Path save(String name, KeyStore store) throws Exception {
    Path file = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
