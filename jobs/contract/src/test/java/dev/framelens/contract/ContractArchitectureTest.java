package dev.framelens.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.PackageOrder;

@AnalyzeClasses(
    packages = "dev.framelens.contract",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_USE_THOSE_BEFORE_THEM =
      PackageOrder.of(
          "dev.framelens.contract",
          "dev.framelens.contract.picture..",
          "dev.framelens.contract.json..",
          "dev.framelens.contract.configuration..",
          "dev.framelens.contract.status..",
          "dev.framelens.contract.kafka..",
          "dev.framelens.contract.outcomes..",
          "dev.framelens.contract.commandline..");

  /** Readers of the wire are no part of a job, and a bridge has no model. */
  @ArchTest
  static final ArchRule THE_WIRE_KNOWS_NEITHER_FLINK_NOR_TENSORFLOW_NOR_OTHER_MODULES =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.tensorflow..",
              "dev.framelens.model..",
              "dev.framelens.tagging..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_PICOCLI =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.framelens.contract.commandline..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("picocli..");
}
