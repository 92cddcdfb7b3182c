package dev.framelens.runtime.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.Failures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private final List<String> told = new ArrayList<>();
  private long nanos;
  private final Restarts restarts = new Restarts(told::add, () -> nanos);

  @Test
  void aJobThatRunsIsNotSpokenOf() {
    for (int look = 0; look < 100; look++) {
      look(true, "none");
    }

    assertThat(told).isEmpty();
  }

  @Test
  void eachRestartIsOneLineWithItsCauseAndSoIsThatItWorksAgain() {
    look(true, "none");
    look(false, "the broker is gone");
    look(false, "asked once");
    look(true, "none");
    look(false, "the broker is still gone");
    look(true, "none");
    nanos += Restarts.WORKS.toNanos();
    look(true, "none");
    look(true, "none");

    assertThat(told)
        .containsExactly(
            "The job failed and is restarted (1 of at most 10 in vain): the broker is gone",
            "The job failed and is restarted (2 of at most 10 in vain): the broker is still gone",
            "The job works again.");
  }

  @Test
  void afterTooManyInVainItGivesUp() {
    for (int attempt = 0; attempt < Restarts.MOST_IN_VAIN; attempt++) {
      look(true, "none");
      look(false, "no memory");
    }
    look(true, "none");

    assertThatThrownBy(() -> look(false, "no memory"))
        .isInstanceOf(FramelensException.class)
        .hasMessage("The job failed again after 10 restarts in vain: no memory");
  }

  @Test
  void theCauseIsTheLastOfAStackTrace() {
    assertThat(
            Failures.root(
                """
                org.apache.flink.runtime.JobException: Recovery is suppressed
                \tat org.apache.flink.A.b(A.java:1)
                Caused by: java.io.IOException: Could not write
                \tat org.apache.flink.A.b(A.java:1)
                Caused by: dev.framelens.contract.FramelensException: weights are damaged
                \t... 3 more
                """))
        .isEqualTo("weights are damaged");
    assertThat(Failures.root("java.lang.OutOfMemoryError: heap\n\tat x.Y.z(Y.java:1)"))
        .isEqualTo("java.lang.OutOfMemoryError: heap");
  }

  private void look(boolean running, String cause) {
    restarts.look(running, () -> cause);
  }
}
