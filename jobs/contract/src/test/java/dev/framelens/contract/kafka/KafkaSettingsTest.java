package dev.framelens.contract.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {
  private static final String SECRET = "marker-of-a-secret";

  @TempDir private Path folder;

  @Test
  void aClientGetsTheValuesUnderItsOwn() throws IOException {
    var settings = read("security.protocol=SASL_SSL\nsasl.jaas.config=" + SECRET + "\n");

    assertThat(settings.properties())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("sasl.jaas.config", SECRET);
    assertThat(settings.with(Map.of("security.protocol", "PLAINTEXT", "acks", "all")))
        .containsEntry("security.protocol", "PLAINTEXT")
        .containsEntry("acks", "all")
        .containsEntry("sasl.jaas.config", SECRET);
  }

  @Test
  void isToldByNamesOnly() throws IOException {
    var settings = read("sasl.jaas.config=" + SECRET);

    assertThat(settings).hasToString("KafkaSettings[sasl.jaas.config]");
  }

  @Test
  void refusesWhatIsNoSettingOfAllClientsAndKeepsItsValueToItself() {
    assertThatThrownBy(() -> read("sasl.jaas.confg=" + SECRET + "\nbootstrap.servers=b:1\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sets bootstrap.servers, sasl.jaas.confg (expected: ")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void whatOnlyConsumersKnowIsAllowed() throws IOException {
    var settings =
        read(
            """
            isolation.level=read_uncommitted
            client.rack=hall-2
            max.poll.interval.ms=60000
            fetch.min.bytes=1
            """);

    assertThat(settings.properties()).hasSize(4).containsEntry("client.rack", "hall-2");
  }

  /** As Kubernetes mounts a secret. */
  @Test
  void aPasswordMayStayInAFileOfItsOwn() throws IOException {
    Files.writeString(folder.resolve("password"), SECRET);

    var settings =
        read(
            """
            config.providers=directory
            config.providers.directory.class=org.apache.kafka.common.config.provider.DirectoryConfigProvider
            ssl.keystore.password=${directory:%s:password}
            """
                .formatted(folder));

    assertThat(settings.properties().values()).noneMatch(value -> value.equals(SECRET));
    var client = settings.properties();
    client.setProperty("bootstrap.servers", "127.0.0.1:9092");
    assertThat(new AdminClientConfig(client).getPassword("ssl.keystore.password").value())
        .isEqualTo(SECRET);
  }

  @Test
  void whatFramelensSetsItselfIsRefused() {
    for (var name : new String[] {"group.id", "auto.offset.reset", "max.poll.records"}) {
      assertThatThrownBy(() -> read(name + "=1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sets " + name);
    }
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThatThrownBy(() -> KafkaSettings.read(folder.resolve("absent.properties")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("absent.properties cannot be read")
        .hasMessageContaining("NoSuchFile");
  }

  @Test
  void refusesAFileThatIsNoPropertiesAndDoesNotQuoteIt() {
    assertThatThrownBy(() -> read("sasl.jaas.config=" + SECRET + "\\u00zz"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining(SECRET);
  }

  private KafkaSettings read(String text) throws IOException {
    return KafkaSettings.read(Files.writeString(folder.resolve("kafka.properties"), text));
  }
}
