package dev.framelens.wall.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.testing.Await;
import dev.framelens.wall.Outcomes;
import dev.framelens.wall.Outcomes.Found;
import dev.framelens.wall.WallFixture;
import dev.framelens.wall.WallMain;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("broker")
@Timeout(120)
class TailCommandTest {
  private static final Found PERSON = new Found("person", 0.6, 0, 0, 0.5, 0.5);
  private static WallFixture fixture;

  @BeforeAll
  static void start() {
    fixture = new WallFixture();
  }

  @AfterAll
  static void stop() {
    fixture.close();
  }

  @Test
  void whenPipedEachLabelIsALineAndInJsonAsItIsInKafka() throws Exception {
    assertThat(tail("--camera", "gate", "--class", "person"))
        .isNotEmpty()
        .allMatch(line -> line.matches("\\S+Z gate +26 ms  person 1"));
    assertThat(tail("--camera", "gate", "--format", "json"))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("{\"schema\":\"framelens.label/1\""));
  }

  /** Lines that come while labels do. */
  private static List<String> tail(String... filters) throws InterruptedException {
    var text = new StringWriter();
    var arguments =
        new ArrayList<>(
            List.of(
                "tail",
                "--bootstrap-servers",
                fixture.kafka().bootstrapServers(),
                "--seconds",
                "6"));
    arguments.addAll(List.of(filters));
    var code = new int[] {-1};
    var command =
        new Thread(
            () ->
                code[0] =
                    new WallMain()
                        .commandLine()
                        .setOut(new PrintWriter(text, true))
                        .execute(arguments.toArray(String[]::new)));
    command.start();
    Await.until(
        "the tail ends",
        () -> {
          send("yard");
          send("gate");
          return !command.isAlive();
        });
    assertThat(code[0]).isZero();
    return text.toString().lines().toList();
  }

  private static void send(String camera) {
    fixture
        .sender()
        .send(fixture.topics().labels(), camera, Outcomes.label(camera, 0, 1, "tabby", PERSON));
  }
}
