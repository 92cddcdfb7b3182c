package dev.framelens.model;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import org.tensorflow.Session;

/** A package uses those before it on a picture's way, never those after. */
@AnalyzeClasses(
    packages = "dev.framelens.model",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ModelArchitectureTest {

  @ArchTest
  static final ArchRule packagesFollowAPicture =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("graph")
          .definedBy("dev.framelens.model.graph")
          .layer("image")
          .definedBy("dev.framelens.model.image")
          .layer("mobilenet")
          .definedBy("dev.framelens.model.mobilenet")
          .layer("detection")
          .definedBy("dev.framelens.model.detection")
          .layer("weights")
          .definedBy("dev.framelens.model.weights")
          .layer("serving")
          .definedBy("dev.framelens.model.serving")
          .whereLayer("serving")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("weights")
          .mayOnlyBeAccessedByLayers("serving")
          .whereLayer("detection")
          .mayOnlyBeAccessedByLayers("weights", "serving")
          .whereLayer("mobilenet")
          .mayOnlyBeAccessedByLayers("detection", "weights", "serving")
          .whereLayer("image")
          .mayOnlyBeAccessedByLayers("mobilenet", "detection", "weights", "serving")
          .ignoreDependency(alwaysTrue(), resideInAPackage("dev.framelens.model"));

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
  static final ArchRule theModelKnowsNeitherFlinkNorKafka =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("org.apache.flink..")
                  .or(resideInAPackage("org.apache.kafka.."))
                  .or(resideInAPackage("dev.framelens.jobs.."))
                  .negate());
}
