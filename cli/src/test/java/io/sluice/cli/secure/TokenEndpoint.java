package io.sluice.cli.secure;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;

/** Issues signed tokens to whoever names itself (client credentials grant, RFC 6749, 4.4). */
final class TokenEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
  private final Path keys;

  /** Writes the keys by which its tokens are checked to a folder. */
  TokenEndpoint(Path folder) throws Exception {
    key.setKeyId("k1");
    keys = Files.writeString(folder.resolve("jwks.json"), new JsonWebKeySet(key).toJson());
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          try (exchange) {
            String basic = exchange.getRequestHeaders().getFirst("Authorization").substring(6);
            String user = new String(Base64.getDecoder().decode(basic), StandardCharsets.UTF_8);
            byte[] answer =
                ("{\"token_type\":\"Bearer\",\"access_token\":\""
                        + token(user.substring(0, user.indexOf(':')))
                        + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  private String token(String subject) {
    JwtClaims claims = new JwtClaims();
    claims.setSubject(subject);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(60);
    claims.setAudience("kafka");
    JsonWebSignature jws = new JsonWebSignature();
    jws.setPayload(claims.toJson());
    jws.setKey(key.getPrivateKey());
    jws.setKeyIdHeaderValue("k1");
    jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    try {
      return jws.getCompactSerialization();
    } catch (org.jose4j.lang.JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
  }

  String keysUrl() {
    return keys.toUri().toString();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
