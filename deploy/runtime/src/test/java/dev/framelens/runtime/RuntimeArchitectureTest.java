package dev.framelens.runtime;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.PackageOrder;

@AnalyzeClasses(
    packages = "dev.framelens.runtime",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RuntimeArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_USE_THOSE_BEFORE_THEM =
      PackageOrder.of(
          "dev.framelens.runtime.console..",
          "dev.framelens.runtime.broker..",
          "dev.framelens.runtime.cluster..",
          "dev.framelens.runtime.bundle..",
          "dev.framelens.runtime.job..",
          "dev.framelens.runtime.submission..",
          "dev.framelens.runtime.checks..",
          "dev.framelens.runtime.pictures..");
}
