package dev.framelens.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.platform.launcher.TestExecutionListener;
import org.opentest4j.TestAbortedException;

final class TestReportTest {

  @Test
  void isFoundByTheLauncher() {
    assertThat(ServiceLoader.load(TestExecutionListener.class))
        .hasAtLeastOneElementOfType(TestReport.class);
  }

  @Test
  @DisabledIfEnvironmentVariable(named = "FRAMELENS_FAIL_ON_SKIP", matches = "true")
  void dataThatIsNotThereSkipsTheTestWithItsPath() {
    assertThatThrownBy(() -> TestData.require("nowhere/file"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("shared/data/nowhere/file is not there");
  }
}
