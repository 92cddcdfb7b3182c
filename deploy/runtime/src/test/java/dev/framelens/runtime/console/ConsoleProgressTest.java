package dev.framelens.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ConsoleProgressTest {
  private final StringWriter printed = new StringWriter();

  private void show(boolean terminal) {
    try (var progress = new ConsoleProgress(new PrintWriter(printed), terminal)) {
      progress.message("model from somewhere");
      progress.bytes("model", 1_000_000, 2_000_000);
      progress.bytes("model", 1_000_001, 2_000_000);
      progress.bytes("model", 2_000_000, 2_000_000);
    }
  }

  @Test
  void aTerminalHasOneLineThatChanges() {
    show(true);
    assertThat(printed.toString().lines().toList())
        .hasSize(4)
        .startsWith("model from somewhere")
        .element(3)
        .asString()
        .endsWith("model 100 % of 2.0 MB");
  }

  @Test
  void elsewhereThereAreOnlyPlainLines() {
    show(false);
    assertThat(printed).hasToString("model from somewhere" + System.lineSeparator());
  }
}
