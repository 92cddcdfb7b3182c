package dev.framelens.bench;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.testing.PackageOrder;

@AnalyzeClasses(
    packages = "dev.framelens.bench",
    importOptions = ImportOption.DoNotIncludeTests.class)
class BenchArchitectureTest {
  @ArchTest
  static final ArchRule PACKAGES_USE_THOSE_BEFORE_THEM =
      PackageOrder.of(
          "dev.framelens.bench.load..",
          "dev.framelens.bench.tradeoff..",
          "dev.framelens.bench.scaling..",
          "dev.framelens.bench.slo..");
}
