package dev.framelens.model;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.PackageOrder;
import org.tensorflow.Session;

/** A package uses those before it on a picture's way, never those after. */
@AnalyzeClasses(
    packages = "dev.framelens.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelArchitectureTest {

  @ArchTest
  static final ArchRule packagesFollowAPicture =
      PackageOrder.of(
          "dev.framelens.model",
          "dev.framelens.model.graph",
          "dev.framelens.model.image",
          "dev.framelens.model.mobilenet",
          "dev.framelens.model.detection",
          "dev.framelens.model.weights",
          "dev.framelens.model.store",
          "dev.framelens.model.serving");

  @ArchTest
  static final ArchRule sessionsAreOpenedInOnePlaceBecauseTheFirstOneDecidesForTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.framelens.model.graph")
          .should()
          .callConstructor(Session.class, org.tensorflow.Graph.class)
          .orShould()
          .callConstructor(
              Session.class, org.tensorflow.Graph.class, org.tensorflow.proto.ConfigProto.class);

  @ArchTest
  static final ArchRule theModelKnowsNeitherFlinkNorKafkaNorWhatLiesInTheJobJar =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("org.apache.flink..")
                  .or(resideInAPackage("org.apache.kafka.."))
                  .or(resideInAPackage("dev.framelens.tagging.."))
                  .or(resideInAPackage("dev.framelens.contract.."))
                  .negate());
}
