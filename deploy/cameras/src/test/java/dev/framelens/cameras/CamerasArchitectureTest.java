package dev.framelens.cameras;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "dev.framelens.cameras",
    importOptions = ImportOption.DoNotIncludeTests.class)
class CamerasArchitectureTest {
  @ArchTest
  static final ArchRule THE_BRIDGE_KNOWS_THE_CONTRACT_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.framelens.cameras..",
              "dev.framelens.contract..",
              "com.fasterxml.jackson..",
              "com.sun.net.httpserver..",
              "java..",
              "javax.imageio..",
              "org.apache.kafka..",
              "org.bytedeco..",
              "org.jspecify..",
              "org.slf4j..",
              "org.yaml.snakeyaml..",
              "picocli..");

  /** Of what the tests run on, the bridge's own libraries are a part. */
  @Test
  void neitherFlinkNorTensorFlowIsThere() {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);

    assertThat(Arrays.stream(classPath).map(jar -> String.valueOf(Path.of(jar).getFileName())))
        .anyMatch(jar -> jar.startsWith("kafka-clients"))
        .noneMatch(jar -> jar.startsWith("flink-") || jar.startsWith("tensorflow-"));
  }
}
