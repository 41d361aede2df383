package io.sluice.filters.outside;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates for localhost of an authority, and the authority. */
record Pki(X509Bundle authority, X509Bundle localhost) {
  static Pki of(String name) throws Exception {
    X509Bundle authority =
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=" + name)
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    return new Pki(
        authority,
        new CertificateBuilder()
            .algorithm(CertificateBuilder.Algorithm.ecp256)
            .subject("CN=localhost")
            .addSanDnsName("localhost")
            .buildIssuedBy(authority));
  }

  SslContextBuilder trusting() throws Exception {
    return SslContextBuilder.forClient().trustManager(authority.getCertificate());
  }

  SSLContext jdk() throws Exception {
    KeyManagerFactory keys = localhost.toKeyManagerFactory();
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), authority.toTrustManagerFactory().getTrustManagers(), null);
    return context;
  }
}
