package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/**
 * A test's tag is the layer of the dearest thing it needs, in every module. {@code mvn test} goes
 * by the tags, so they are compared with what the code calls. What is called through an interface,
 * by reflection or in another process is not seen: a tag may be dearer than what is found here.
 */
final class TestLayersTest {

  /** From the cheapest to the dearest. What is plain has no tag. */
  private enum Layer {
    PLAIN(".*"),
    /** A harness or a MiniCluster of Flink. */
    OPERATOR("org.apache.flink.(streaming.util|test|runtime.testutils)\\..*"),
    /** TensorFlow or FFmpeg in this process; TensorFlow's arrays of the heap are plain. */
    NATIVE("org.tensorflow.(?!ndarray).*|org.bytedeco\\..*"),
    /** Models as they are published, which are fetched first. */
    WEIGHTS("dev.framelens.catalogue.testing\\.Test(Models|Detectors)"),
    /** A Kafka in this process. */
    BROKER("org.apache.kafka.common.test\\..*|kafka.server\\..*"),
    /** Framelens' jars, in processes of their own. */
    PACKAGED("dev.framelens.cli.submit.Jars|dev.framelens.runtime.cluster.LocalCluster"),
    /** A browser: under a profile of its own. */
    BROWSER("org.openqa.selenium\\..*"),
    /** Such processes, and minutes: under a profile of its own. */
    CLUSTER("nothing else"),
    /** Cameras that Debian's packages are, and minutes: under a profile of its own too. */
    FIELD("dev.framelens.cameras.RtspServer"),
    /** A release, which a profile makes. */
    PRODUCTION("dev.framelens.production.Release");

    /** A pattern of the classes that only such a test uses. */
    private final String signs;

    Layer(String signs) {
      this.signs = signs;
    }

    static Layer of(JavaClass used) {
      return Arrays.stream(values())
          .filter(layer -> used.getName().matches(layer.signs))
          .reduce(PLAIN, Layer::max);
    }

    static Layer max(Layer one, Layer other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    /** An unknown tag would be run by nobody or by everybody. */
    static Layer of(String tag) {
      Layer layer = valueOf(tag.toUpperCase(Locale.ROOT));
      assertThat(layer).as("what has no tag is plain").isNotEqualTo(PLAIN);
      return layer;
    }
  }

  /** What a test needs at least, and the call that says so. */
  private record Need(Layer layer, String call) {}

  @Test
  void everyTestHasTheTagOfWhatItNeeds() throws IOException {
    JavaClasses classes = new ClassFileImporter().importPaths(classFolders());

    List<String> tooCheap =
        tests(classes).stream().flatMap(test -> complaint(test).stream()).sorted().toList();

    assertThat(tooCheap).isEmpty();
  }

  /** Maven does not look for them there. */
  @Test
  void aModuleThatSaysItHasNoLaterLayersHasNone() throws IOException {
    for (Path folder : classFolders()) {
      String pom = Files.readString(folder.resolveSibling("../pom.xml").normalize());
      if (pom.contains("<later.layers.phase>none<")) {
        assertThat(tests(new ClassFileImporter().importPath(folder)))
            .allSatisfy(test -> assertThat(tagged(test)).isLessThan(Layer.WEIGHTS));
      }
    }
  }

  private static List<JavaMethod> tests(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isMetaAnnotatedWith(Testable.class))
        .toList();
  }

  private static Layer tagged(JavaMethod test) {
    return Layer.max(tag(test), tag(test.getOwner()));
  }

  private static Optional<String> complaint(JavaMethod test) {
    Layer tagged = tagged(test);
    Need need = need(test);
    return need.layer.compareTo(tagged) <= 0
        ? Optional.empty()
        : Optional.of(
            "%s is %s, but %s is %s".formatted(test.getFullName(), tagged, need.call, need.layer));
  }

  private static Path[] classFolders() throws IOException {
    try (Stream<Path> found = Files.walk(TestData.root(), 4)) {
      return found
          .filter(path -> path.endsWith("target/classes") || path.endsWith("target/test-classes"))
          .toArray(Path[]::new);
    }
  }

  private static Layer tag(HasAnnotations<?> element) {
    return element
        .tryGetAnnotationOfType(Tag.class)
        .map(tag -> Layer.of(tag.value()))
        .orElse(Layer.PLAIN);
  }

  private static Need need(JavaMethod test) {
    var seen = new HashSet<JavaMember>();
    var open = new ArrayDeque<JavaCodeUnit>();
    open.add(test);
    test.getOwner().getConstructors().forEach(open::add);
    test.getOwner().getMethods().stream()
        .filter(
            method ->
                Stream.of(BeforeAll.class, BeforeEach.class, AfterEach.class, AfterAll.class)
                    .anyMatch(method::isAnnotatedWith))
        .forEach(open::add);
    test.getOwner().getStaticInitializer().ifPresent(open::add);

    var need = new Need(Layer.PLAIN, "");
    while (!open.isEmpty()) {
      JavaCodeUnit unit = open.remove();
      if (!seen.add(unit)) {
        continue;
      }
      for (JavaAccess<?> access : accesses(unit)) {
        Layer layer = Layer.of(access.getTargetOwner());
        if (layer.compareTo(need.layer) > 0) {
          need = new Need(layer, access.getDescription());
        }
        access.getTargetOwner().getStaticInitializer().ifPresent(open::add);
        if (access.getTarget().resolveMember().orElse(null) instanceof JavaCodeUnit called) {
          open.add(called);
        }
      }
    }
    return need;
  }

  private static List<JavaAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.<JavaAccess<?>>concat(
            unit.getAccessesFromSelf().stream(),
            Stream.concat(
                unit.getMethodReferencesFromSelf().stream(),
                unit.getConstructorReferencesFromSelf().stream()))
        .toList();
  }
}
