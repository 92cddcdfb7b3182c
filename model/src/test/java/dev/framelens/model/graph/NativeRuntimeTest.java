package dev.framelens.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.tensorflow.Result;
import org.tensorflow.types.TFloat32;

/** Each in a JVM of its own: TensorFlow reads its variables once a process. */
@Tag("native")
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class NativeRuntimeTest {
  /** What each of them runs: a first session. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      try (var session = GraphSession.open(tf -> tf.math.add(tf.constant(1f), tf.constant(2f)));
          Result result = session.runner().fetch(session.points()).run()) {
        System.out.println(((TFloat32) result.get(0)).getFloat());
      }
      System.out.println(NativeRuntime.oneDnn());
    }
  }

  @Test
  void turnsOneDnnOnWhereTheEnvironmentDoesNotSayAndWritesNothingOnStandardError()
      throws Exception {
    assertThat(TestJvm.run(Child.class, Map.of())).isEqualTo(new TestJvm(List.of("3.0", "ON"), ""));
  }

  @Test
  void aUsersOwnValueStays() throws Exception {
    assertThat(TestJvm.run(Child.class, Map.of(OneDnn.VARIABLE, "0")))
        .isEqualTo(new TestJvm(List.of("3.0", "OFF"), ""));
  }

  @Test
  void aUserWhoWantsToHearTensorFlowHearsAllOfIt() throws Exception {
    assertThat(TestJvm.run(Child.class, Map.of("TF_CPP_MIN_LOG_LEVEL", "0")).err())
        .contains("oneDNN custom operations are on", "MLIR V1 optimization pass");
  }

  @Test
  void goesOnWhereNativeFunctionsAreOutOfReach() throws Exception {
    TestJvm said = TestJvm.run(Child.class, Map.of(), "-Djna.nounpack=true");
    assertThat(said.out()).containsExactly("3.0", "UNKNOWN");
    assertThat(said.err()).contains("MLIR V1 optimization pass");
  }

  @Test
  void itsLineInALogTellsTheState() {
    for (OneDnn state : OneDnn.values()) {
      assertThat(OneDnn.inLog("INFO - " + state.logLine("2.18.0", "as it happens")))
          .contains(state);
    }
    assertThat(OneDnn.inLog("INFO - something else")).isEmpty();
  }
}
