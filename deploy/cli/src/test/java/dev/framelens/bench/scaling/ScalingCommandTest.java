package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.commandline.OptionTypes;
import dev.framelens.runtime.broker.Ports;
import dev.framelens.testing.Pictures;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before anything is started. */
class ScalingCommandTest {
  @TempDir private Path folder;

  private String said = "";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--slots 0",
        "--repeats 0",
        "--load 100",
        "--precision fp8",
        "--side 100",
        "--delivery sometimes",
        "--jobmanager 127.0.0.1:8081",
        "--jobmanager nonsense --bootstrap-servers 127.0.0.1:9092",
        "--taskmanagers 2 --jobmanager 127.0.0.1:8081 --bootstrap-servers 127.0.0.1:9092",
        "--kafka-config client.properties"
      })
  void wrongOptionsAreWrongUse(String options) throws Exception {
    picture();
    assertThat(run(options.split(" ", -1))).isEqualTo(2);
    assertThat(said).contains("expected", options.split(" ", -1)[0]);
  }

  @Test
  void anEmptyFolderIsTold() {
    assertThat(run()).isEqualTo(1);
    assertThat(said).contains("has no picture");
  }

  @Test
  void aBrokenPictureIsTold() throws Exception {
    Files.writeString(folder.resolve("broken.jpg"), "no picture");
    assertThat(run()).isEqualTo(1);
    assertThat(said).contains("A picture of " + folder);
  }

  @Test
  @Tag("packaged") // A measurement needs the job's jar.
  void aClusterThatDoesNotAnswerIsTold() throws Exception {
    TestModels.mobilenet();
    picture();
    String address = "127.0.0.1:" + Ports.free();
    assertThat(run("--jobmanager", address, "--bootstrap-servers", "127.0.0.1:1")).isEqualTo(1);
    assertThat(said).contains("No Flink JobManager answers at " + address);
  }

  private void picture() throws IOException {
    Files.write(folder.resolve("frame.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
  }

  private int run(String... options) {
    var err = new StringWriter();
    var arguments = new ArrayList<>(List.of("--frames", folder.toString()));
    arguments.addAll(List.of(options));
    int exit =
        OptionTypes.install(new CommandLine(new ScalingCommand()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setErr(new PrintWriter(err))
            .setParameterExceptionHandler(
                (wrongUse, given) -> {
                  err.append(wrongUse.getMessage());
                  return 2;
                })
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  err.append(failure.getMessage());
                  return 1;
                })
            .execute(arguments.toArray(String[]::new));
    said = err.toString();
    return exit;
  }
}
