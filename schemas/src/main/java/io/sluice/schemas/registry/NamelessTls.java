package io.sluice.schemas.registry;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * TLS that trusts as its settings say, but does not compare the name in the certificate with that
 * of the host. Java's HTTP client always asks for that comparison; the trust managers here are not
 * told of the connection, without which they cannot make it.
 */
final class NamelessTls {
  private NamelessTls() {}

  /**
   * Makes it.
   *
   * @param stores what holds the certificates, configured
   * @param keyPassword of the key of this end
   */
  static SSLContext of(DefaultSslEngineFactory stores, char[] keyPassword)
      throws GeneralSecurityException {
    KeyManager[] keys = null;
    if (stores.keystore() != null) {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(stores.keystore(), keyPassword);
      keys = factory.getKeyManagers();
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(stores.truststore());
    TrustManager[] trust = factory.getTrustManagers();
    for (int i = 0; i < trust.length; i++) {
      if (trust[i] instanceof X509TrustManager manager) {
        trust[i] = new Nameless(manager);
      }
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static final class Nameless extends X509ExtendedTrustManager {
    private final X509TrustManager trust;

    Nameless(X509TrustManager trust) {
      this.trust = trust;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      trust.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
