package dev.framelens.runtime.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.runtime.checks.Finding.Level;
import org.junit.jupiter.api.Test;

class OneDnnCheckupTest {
  private static final String START =
      "INFO  TaskManagerRunner [] - Classpath: /opt/flink/lib/a.jar\n";

  @Test
  void aTaskManagerThatHasRunNoJobIsFine() {
    Finding finding = OneDnnCheckup.judge("oneDNN of tm", START);
    assertThat(finding.level()).isEqualTo(Level.OK);
    assertThat(finding.text()).startsWith("not loaded yet");
  }

  @Test
  void onIsFine() {
    assertThat(judge("on (TF_ENABLE_ONEDNN_OPTS=1, set here)"))
        .isEqualTo(Finding.ok("oneDNN of tm", "on"));
  }

  @Test
  void offAndUnknownAreSaidWithWhatToDo() {
    assertThat(judge("off (TF_ENABLE_ONEDNN_OPTS=0 in the environment)").level())
        .isEqualTo(Level.WARNING);
    assertThat(judge("unknown (TF_ENABLE_ONEDNN_OPTS cannot be set here)").text())
        .startsWith("unknown (expected: on")
        .contains("set TF_ENABLE_ONEDNN_OPTS=1");
  }

  private static Finding judge(String said) {
    String line = "INFO  NativeRuntime [] - TensorFlow 2.18.0 computes with oneDNN: " + said;
    return OneDnnCheckup.judge("oneDNN of tm", START + line + "\n");
  }
}
