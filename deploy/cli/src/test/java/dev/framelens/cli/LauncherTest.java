package dev.framelens.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code framelens} on the jars of this build, as a terminal starts it. */
@Tag("packaged")
@Timeout(120)
class LauncherTest {
  @TempDir private Path folder;

  /** A checkout that is built: nothing in it is newer than its stamp. */
  @BeforeEach
  void checkout() throws Exception {
    Path root = TestData.root();
    Path target = Files.createDirectories(folder.resolve("checkout/deploy/cli/target"));
    Files.copy(root.resolve("framelens"), folder.resolve("checkout/framelens"));
    Path built = root.resolve("deploy/cli/target");
    Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
    Files.createSymbolicLink(target.resolve("classes"), built.resolve("classes"));
    Files.createFile(folder.resolve("checkout/pom.xml"));
    Files.createFile(target.resolve("framelens-built"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "C.UTF-8", "ar_EG.UTF-8", "xx_YY.ISO-8859-1"})
  void aNameWithAnyLetterIsFoundInEveryLocale(String locale) throws Exception {
    Path model = Files.createDirectory(folder.resolve("Straße-相機"));

    String said = framelens(locale, "models", "import", "--name", "mine", model.toString());

    // The shell has its own line about a locale that this machine has not.
    assertThat(said.lines().filter(line -> !line.contains("setlocale")))
        .singleElement()
        .asString()
        .startsWith("framelens: ")
        .contains("Straße-相機");
  }

  @Test
  void theVersionIsTheBuilds() throws Exception {
    assertThat(framelens("C", "--version"))
        .matches("framelens \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?( \\(commit \\S+\\))?\\Rfor Flink .*\\R");
  }

  private String framelens(String locale, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(folder.resolve("checkout/framelens").toString());
    command.addAll(List.of(arguments));
    // The arguments' bytes are what a terminal sends, whatever this JVM's own encoding.
    var script = folder.resolve("script");
    Files.writeString(script, "exec '" + String.join("' '", command) + "'\n", UTF_8);
    var builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", locale);
    builder.environment().put("FRAMELENS_HOME", folder.resolve("home").toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return said;
  }
}
