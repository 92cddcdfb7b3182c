package dev.framelens.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** JVMs like this one, for one question each: same Java, same flags, same class path. */
final class ChildJvm {
  private static final JsonMapper JSON = new JsonMapper();

  private ChildJvm() {}

  /** What a child does with its question. */
  interface Work<Q> {
    Object answer(Q question) throws InterruptedException, ExecutionException;
  }

  /** A new file for what children say on their error streams. */
  static Path newLog() {
    try {
      return Files.createTempFile("framelens-bench", ".log");
    } catch (IOException failure) {
      throw new FramelensException("No log can be written", failure);
    }
  }

  /**
   * Asks a JVM whose {@code main} is {@link #answer}.
   *
   * @param flags beside those that this JVM has
   * @param log takes what it writes to its error stream
   * @throws FramelensException with the child's sentence, where it failed
   */
  static <A> A ask(Class<?> main, Object question, Class<A> answer, List<String> flags, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    try {
      command.add(JSON.writeValueAsString(question));
      var builder = new ProcessBuilder(command);
      Process child = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      try (var out = child.inputReader()) {
        JsonNode line = JSON.readTree(String.valueOf(out.readLine()));
        if (line.has("failure")) {
          throw new FramelensException(line.path("failure").asText());
        }
        if (!line.has("answer")) {
          throw new IOException("No answer");
        }
        return requireNonNull(JSON.treeToValue(line.path("answer"), answer));
      } finally {
        child.destroy();
      }
    } catch (IOException noResult) {
      throw new FramelensException(
          "%s ended without a result; its log is %s".formatted(main.getSimpleName(), log),
          noResult);
    }
  }

  /** The {@code main} of a child: answers its question and ends its process. */
  static <Q> void answer(String[] arguments, Class<Q> question, Work<Q> work)
      throws IOException, InterruptedException, ExecutionException {
    // What loggers print goes to the error stream from now on, or it would be taken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    Map<String, Object> line;
    try {
      line = Map.of("answer", work.answer(JSON.readValue(arguments[0], question)));
    } catch (FramelensException | ModelException failure) {
      line = Map.of("failure", String.valueOf(failure.getMessage()));
    }
    answers.println(JSON.writeValueAsString(line));
    answers.flush();
    // What is left of Flink and Kafka would take its time to end, and nobody waits for it.
    Runtime.getRuntime().halt(0);
  }
}
