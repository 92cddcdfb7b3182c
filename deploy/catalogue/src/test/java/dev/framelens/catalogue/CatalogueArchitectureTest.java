package dev.framelens.catalogue;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.framelens.catalogue", importOptions = DoNotIncludeTests.class)
final class CatalogueArchitectureTest {

  /** Fetching must work where TensorFlow does not, and before it is loaded. */
  @ArchTest
  static final ArchRule FETCHING_NEEDS_NO_TENSORFLOW =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.framelens.model",
              "dev.framelens.contract",
              "dev.framelens.model.store",
              "dev.framelens.catalogue..",
              "java..",
              "com.fasterxml.jackson..",
              "org.apache.commons.compress..",
              "org.apache.commons.io..",
              "org.jspecify..");
}
