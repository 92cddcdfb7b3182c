package dev.framelens.tagging;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.tagging.admission.AdmitFrames;
import dev.framelens.tagging.admission.AdmitFramesFactory;
import dev.framelens.tagging.admission.AdmitLiveFrames;
import dev.framelens.tagging.admission.AdmitLiveFramesFactory;
import dev.framelens.testing.PackageOrder;

/** Each package uses those before it on a frame's way, never those after. */
@AnalyzeClasses(
    packages = "dev.framelens.tagging",
    importOptions = ImportOption.DoNotIncludeTests.class)
class TaggingArchitectureTest {

  /**
   * {@code guard} stands before TensorFlow and knows nobody. {@code latency} stands beside the way:
   * it measures what inference gave, and {@code outcomes} writes its windows as it writes every
   * other record that leaves the job. {@code spreading} goes around {@code resizing} and {@code
   * inference} and is known to the job alone. {@code options} fills {@code settings} for those who
   * start a job; nothing within it reads a command line.
   */
  @ArchTest
  static final ArchRule PACKAGES_FOLLOW_A_FRAME =
      PackageOrder.of(
          "dev.framelens.tagging.guard..",
          "dev.framelens.tagging.settings..",
          "dev.framelens.tagging.metrics..",
          "dev.framelens.tagging.source..",
          "dev.framelens.tagging.admission..",
          "dev.framelens.tagging.resizing..",
          "dev.framelens.tagging.inference..",
          "dev.framelens.tagging.spreading..",
          "dev.framelens.tagging.latency..",
          "dev.framelens.tagging.outcomes..",
          "dev.framelens.tagging.options..",
          "dev.framelens.tagging");

  @ArchTest
  static final ArchRule SPREADING_IS_KNOWN_TO_THE_JOB_ALONE =
      noClasses()
          .that()
          .resideInAnyPackage("dev.framelens.tagging.latency..", "dev.framelens.tagging.outcomes..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.framelens.tagging.spreading..");

  /** The main method tells wrong use as a failure. */
  @ArchTest
  static final ArchRule ONLY_OPTIONS_KNOW_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.framelens.tagging.options..")
          .and()
          .doNotHaveFullyQualifiedName("dev.framelens.tagging.TaggingJobMain")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "dev.framelens.tagging.options..");

  @ArchTest
  static final ArchRule ONLY_THE_ENDS_KNOW_KAFKA =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.framelens.tagging.admission..",
              "dev.framelens.tagging.resizing..",
              "dev.framelens.tagging.inference..",
              "dev.framelens.tagging.spreading..",
              "dev.framelens.tagging.latency..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "org.apache.flink.connector.kafka..");

  /** Whoever plans or simulates admits frames as the job does, and needs no Flink for it. */
  @ArchTest
  static final ArchRule ADMISSION_IS_PLAIN_JAVA_BUT_FOR_ITS_OPERATORS =
      noClasses()
          .that()
          .resideInAPackage("dev.framelens.tagging.admission..")
          .and()
          .doNotBelongToAnyOf(
              AdmitFrames.class,
              AdmitFramesFactory.class,
              AdmitLiveFrames.class,
              AdmitLiveFramesFactory.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  /** Its native library may be loaded once a process: the model cache is the one way to it. */
  @ArchTest
  static final ArchRule NOBODY_TOUCHES_TENSORFLOW =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("org.tensorflow..");
}
