package dev.framelens.wall;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.PackageOrder;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(
    packages = "dev.framelens.wall",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WallArchitectureTest {
  @ArchTest
  static final ArchRule THE_WALL_KNOWS_THE_CONTRACT_ALONE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.framelens.wall..",
              "dev.framelens.contract..",
              "java..",
              "com.fasterxml.jackson..",
              "io.javalin..",
              "jakarta.servlet..",
              "kotlin..",
              "org.apache.kafka..",
              "org.eclipse.jetty..",
              "org.jspecify..",
              "org.slf4j..",
              "picocli..");

  @ArchTest
  static final ArchRule PACKAGES_USE_THOSE_BEFORE_THEM =
      PackageOrder.of(
          "dev.framelens.wall.following..",
          "dev.framelens.wall.state..",
          "dev.framelens.wall.pictures..",
          "dev.framelens.wall.server..",
          "dev.framelens.wall.tail..",
          "dev.framelens.wall");

  /** Of what the tests run on, the wall's own libraries are a part. */
  @Test
  void neitherFlinkNorTensorFlowNorFfmpegIsThere() {
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator, -1);

    assertThat(Arrays.stream(classPath).map(jar -> String.valueOf(Path.of(jar).getFileName())))
        .anyMatch(jar -> jar.startsWith("kafka-clients"))
        .noneMatch(jar -> jar.matches("(flink|tensorflow|ffmpeg|javacpp)-.*"));
  }
}
