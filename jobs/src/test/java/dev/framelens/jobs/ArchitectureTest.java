package dev.framelens.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Each package uses those before it on a frame's way, never those after. */
@AnalyzeClasses(
    packages = "dev.framelens.jobs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /**
   * {@code guard} stands before TensorFlow and knows nobody. {@code latency} stands beside the way:
   * it measures what inference gave, and {@code labels} writes its windows as it writes every other
   * record that leaves the job. {@code spreading} goes around {@code resizing} and {@code
   * inference} and is known to the job alone.
   */
  @ArchTest
  static final ArchRule PACKAGES_FOLLOW_A_FRAME =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("frames")
          .definedBy("dev.framelens.jobs.frames..")
          .layer("admission")
          .definedBy("dev.framelens.jobs.admission..")
          .layer("resizing")
          .definedBy("dev.framelens.jobs.resizing..")
          .layer("inference")
          .definedBy("dev.framelens.jobs.inference..")
          .layer("guard")
          .definedBy("dev.framelens.jobs.guard..")
          .layer("spreading")
          .definedBy("dev.framelens.jobs.spreading..")
          .layer("latency")
          .definedBy("dev.framelens.jobs.latency..")
          .layer("labels")
          .definedBy("dev.framelens.jobs.labels..")
          .layer("job")
          .definedBy("dev.framelens.jobs")
          .whereLayer("job")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("labels")
          .mayOnlyBeAccessedByLayers("job")
          .whereLayer("guard")
          .mayOnlyBeAccessedByLayers("admission", "resizing", "inference", "job")
          .whereLayer("guard")
          .mayNotAccessAnyLayer()
          .whereLayer("spreading")
          .mayOnlyBeAccessedByLayers("job")
          .whereLayer("latency")
          .mayOnlyBeAccessedByLayers("labels", "job")
          .whereLayer("inference")
          .mayOnlyBeAccessedByLayers("spreading", "latency", "labels", "job")
          .whereLayer("resizing")
          .mayOnlyBeAccessedByLayers("inference", "job")
          .whereLayer("admission")
          .mayOnlyBeAccessedByLayers("resizing", "inference", "spreading", "labels", "job");

  @ArchTest
  static final ArchRule ONLY_THE_ENDS_KNOW_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.framelens.jobs.admission..",
              "dev.framelens.jobs.resizing..",
              "dev.framelens.jobs.inference..",
              "dev.framelens.jobs.spreading..",
              "dev.framelens.jobs.latency..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

  /** Its native library may be loaded once a process: the model cache is the one way to it. */
  @ArchTest
  static final ArchRule NOBODY_TOUCHES_TENSORFLOW =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.tensorflow..");
}
