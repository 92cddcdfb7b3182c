package dev.framelens.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.framelens.bench",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RivalArchitectureTest {

  /** Their base class loads TensorFlow as the job does; everybody else goes through the model. */
  @ArchTest
  static final ArchRule onlyRivalsTouchTensorFlow =
      noClasses()
          .that()
          .areNotAssignableTo(Rival.class)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.tensorflow..");
}
