package dev.framelens.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootLocaleTest {

  /** A JVM of a user whose numbers are written otherwise; what the command line says counts. */
  @ParameterizedTest
  @CsvSource({"ar, EG", "fa, IR", "hi, IN", "de, DE", "tr, TR", "th, TH"})
  void aJvmThatIsStartedWithItWritesNumbersForMachines(String language, String country)
      throws Exception {
    var command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(RootLocale.jvmArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Numbers.class.getName()));
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-Duser.language=%1$s -Duser.country=%2$s -Duser.language.format=%1$s -Duser.country.format=%2$s"
                .formatted(language, country));
    Process child = builder.start();
    try (var out = child.inputReader()) {
      assertThat(out.lines()).containsExactly("1234 0.5", "TITLE", "", "");
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  /** What another JVM says. */
  public static final class Numbers {
    private Numbers() {}

    @SuppressWarnings({"DefaultLocale", "StringCaseLocaleUsage"}) // That is the question.
    public static void main(String[] arguments) {
      System.out.println(String.format("%d %.1f", 1234, 0.5));
      System.out.println("title".toUpperCase());
      System.out.println(Locale.getDefault());
      System.out.println(Locale.getDefault(Locale.Category.FORMAT));
    }
  }
}
