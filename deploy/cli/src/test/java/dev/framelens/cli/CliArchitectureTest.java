package dev.framelens.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.NoTests;
import dev.framelens.testing.PackageOrder;

@AnalyzeClasses(packages = "dev.framelens", importOptions = NoTests.class)
class CliArchitectureTest {
  /** The root's list of modules, as packages. */
  @ArchTest
  static final ArchRule MODULES_USE_THOSE_BEFORE_THEM =
      PackageOrder.of(
          "dev.framelens.contract..",
          "dev.framelens.model..",
          "dev.framelens.tagging..",
          "dev.framelens.catalogue..",
          "dev.framelens.cameras..",
          "dev.framelens.runtime..",
          "dev.framelens.bench..",
          "dev.framelens.wall..",
          "dev.framelens.cli..");

  @ArchTest
  static final ArchRule COMMANDS_KNOW_ONE_ANOTHER_IN_ONE_DIRECTION =
      PackageOrder.of(
          "dev.framelens.cli.broker..",
          "dev.framelens.cli.cluster..",
          "dev.framelens.cli.models..",
          "dev.framelens.cli.pictures..",
          "dev.framelens.cli.job..",
          "dev.framelens.cli.submit..",
          "dev.framelens.cli.doctor..",
          "dev.framelens.cli.diff..",
          "dev.framelens.cli.config..",
          "dev.framelens.cli.demo..",
          "dev.framelens.cli");

  @ArchTest
  static final ArchRule CHARTS_AND_COMMONS_MATH_ARE_THE_BENCHES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.framelens.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jfree..", "org.apache.commons.math3..");

  @ArchTest
  static final ArchRule FFMPEG_IS_THE_BRIDGES =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.framelens.cameras..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.ffmpeg..");

  /**
   * Its library loads once a process: all but the model, and the benches' rivals, go through it.
   */
  @ArchTest
  static final ArchRule TENSORFLOW_IS_THE_MODELS =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.framelens.model..", "dev.framelens.bench..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..");
}
