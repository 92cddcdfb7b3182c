package dev.framelens.tagging.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.tagging.settings.FrameRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameSourceTest {
  @Test
  void isToldWithoutTheSecretsOfItsKafka(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("kafka.properties"), "sasl.jaas.config=marker");
    var kafka = new KafkaConnection("a:1", KafkaSettings.read(file));

    var source = new FrameSource(kafka, "frames", "default", FrameRange.standard(), true);

    assertThat(source.toString()).contains("sasl.jaas.config").doesNotContain("marker");
  }
}
