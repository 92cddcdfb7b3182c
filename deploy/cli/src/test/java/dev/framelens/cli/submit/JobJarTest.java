package dev.framelens.cli.submit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.runtime.cluster.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("packaged")
class JobJarTest {
  private static final long MEBIBYTE = 1 << 20;

  @Test
  void isThinAndHasNoTensorFlowNoModelAndNoFlink() throws IOException {
    var jar = Installation.ofThisProgram().jobJar();
    assertThat(Files.size(jar)).isLessThan(20 * MEBIBYTE);
    try (var file = new JarFile(jar.toFile())) {
      List<String> names = file.stream().map(ZipEntry::getName).toList();
      assertThat(names)
          .noneMatch(name -> name.startsWith("org/tensorflow/"))
          .noneMatch(name -> name.startsWith("org/bytedeco/"))
          .noneMatch(name -> name.startsWith("com/sun/jna/"))
          .noneMatch(name -> name.startsWith("dev/framelens/model/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/runtime/"))
          .noneMatch(name -> name.startsWith("org/apache/flink/streaming/api/"))
          .noneMatch(name -> name.startsWith("org/slf4j/"))
          .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"))
          .contains(
              "dev/framelens/tagging/TaggingJobMain.class",
              "org/apache/flink/connector/kafka/source/KafkaSource.class",
              "org/apache/kafka/clients/consumer/KafkaConsumer.class",
              "META-INF/services/org.apache.kafka.common.config.provider.ConfigProvider");
      assertThat(file.getManifest().getMainAttributes().getValue("Main-Class"))
          .isEqualTo("dev.framelens.tagging.TaggingJobMain");
    }
  }
}
