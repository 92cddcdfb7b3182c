package dev.framelens.model;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.framelens.model.graph.GraphSession;
import dev.framelens.model.graph.NativeRuntime;
import dev.framelens.testing.PackageOrder;
import org.tensorflow.EagerSession;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.TensorFlow;

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

  /**
   * Whoever creates the first graph or tensor loads the native library. A class with a session has
   * it loaded already.
   */
  @ArchTest
  static final ArchRule nobodyLoadsTensorFlowButThroughNativeRuntime =
      noClasses()
          .that(DescribedPredicate.not(equivalentTo(NativeRuntime.class)))
          .and(
              DescribedPredicate.not(
                  describe("call NativeRuntime.load", ModelArchitectureTest::callsLoad)))
          .and(
              DescribedPredicate.not(
                  describe("have a session", ModelArchitectureTest::hasASession)))
          .should()
          .callConstructorWhere(target(owner(equivalentTo(Graph.class))))
          .orShould()
          .callMethodWhere(
              target(owner(assignableTo(Tensor.class)))
                  .and(describe("is static", call -> isStatic(call.getTarget()))))
          .orShould()
          .accessClassesThat(
              equivalentTo(TensorFlow.class)
                  .or(equivalentTo(EagerSession.class))
                  .or(resideInAPackage("org.tensorflow.internal..")));

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

  private static boolean callsLoad(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .anyMatch(
            call ->
                call.getTargetOwner().isEquivalentTo(NativeRuntime.class)
                    && call.getName().equals("load"));
  }

  private static boolean hasASession(JavaClass type) {
    return type.getFields().stream()
        .anyMatch(field -> field.getRawType().isEquivalentTo(GraphSession.class));
  }

  private static boolean isStatic(AccessTarget target) {
    return target.resolveMember().stream()
        .anyMatch(member -> member.getModifiers().contains(JavaModifier.STATIC));
  }
}
