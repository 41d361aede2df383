package io.sluice.cli.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.CertificateBuilder.Algorithm;
import io.netty.pkitesting.X509Bundle;
import io.sluice.cli.OperatorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS of listen and connect, as it is written. */
class TlsFilesTest {
  @TempDir static Path folder;
  private static Path cert;
  private static Path key;

  @BeforeAll
  static void files() throws Exception {
    X509Bundle own =
        new CertificateBuilder()
            .algorithm(Algorithm.ecp256)
            .subject("CN=a speaker")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    cert = Files.writeString(folder.resolve("cert.pem"), own.getCertificatePEM());
    key = Files.writeString(folder.resolve("key.pem"), own.getPrivateKeyPEM());
  }

  private static SocketOptions end(String line) {
    List<String> words = List.of(line.split(" +"));
    return (SocketOptions) PipelineParser.parse(words, Map.of()).get(0).options();
  }

  @Test
  void whatIsWrittenTheSameWayIsTheSame() {
    String line = "connect --tls --ca " + cert + " --cert " + cert + " --key " + key + " ::1";
    assertThat(end(line).tls()).isEqualTo(end(line).tls());
    assertThat(end(line).tls().get().isClient()).isTrue();
    assertThat(end("connect --tls --insecure ::1").tls()).isNotEqualTo(end(line).tls());
    assertThat(end("connect ::1").tls()).isNull();
    assertThat(end("listen --tls --cert " + cert + " --key " + key + " :1").tls().get().isServer())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen --tls :1                           | needs --cert and --key",
        "listen --tls --cert a --key b --insecure :1 | --insecure is for clients",
        "connect --tls --cert a ::1                | --cert and --key stand together",
        "connect --tls --ca a --insecure ::1       | --insecure to believe anybody",
        "connect --ca a ::1                        | spoken with --tls"
      })
  void whatDoesNotGoTogetherIsTold(String line, String words) {
    assertThatThrownBy(() -> end(line))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(words);
  }

  @Test
  void aFileThatIsNotWhatItShouldBeIsNamed() throws Exception {
    Path old = folder.resolve("old.pem");
    Files.writeString(old, "-----BEGIN RSA PRIVATE KEY-----\n");
    for (String line :
        List.of(
            "connect --tls --ca " + folder + "/none.pem ::1 | none.pem",
            "connect --tls --ca " + key + " ::1 | key.pem",
            "connect --tls --cert " + cert + " --key " + old + " ::1 | openssl pkcs8",
            "listen --tls --cert " + key + " --key " + key + " :1 | key.pem")) {
      String[] parts = line.split(" \\| ");
      assertThatThrownBy(() -> end(parts[0]).tls().get())
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining(parts[1]);
    }
  }
}
