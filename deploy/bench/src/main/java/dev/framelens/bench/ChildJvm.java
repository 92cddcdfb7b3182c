package dev.framelens.bench;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM like this one: same Java, same flags, same class path. Closing it ends it. */
public final class ChildJvm implements AutoCloseable {
  private static final long STOPPING_SECONDS = 15;
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final Path log;
  private final Process process;
  private final BufferedReader out;

  private ChildJvm(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What a child does with its question. */
  public interface Work<Q> {
    Object answer(Q question) throws InterruptedException;
  }

  /** A new file for what children say on their error streams. */
  public static Path newLog() {
    try {
      return Files.createTempFile("framelens-bench", ".log");
    } catch (IOException failure) {
      throw new FramelensException("No log can be written", failure);
    }
  }

  /**
   * Starts {@code main}; what it writes to its error stream goes to {@code log}.
   *
   * @param flags beside those that this JVM has
   */
  static ChildJvm start(List<String> flags, Class<?> main, List<String> arguments, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      var builder = new ProcessBuilder(command);
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new ChildJvm(main.getSimpleName(), log, builder.start());
    } catch (IOException failure) {
      throw new FramelensException("%s did not start".formatted(main.getSimpleName()), failure);
    }
  }

  /**
   * Asks one question of a JVM whose {@code main} is {@link #answer}.
   *
   * @throws FramelensException with the child's sentence, where it failed
   */
  public static <A> A ask(
      Class<?> main, Object question, Class<A> answer, List<String> flags, Path log) {
    try (var child = start(flags, main, List.of(JSON.writeValueAsString(question)), log)) {
      JsonNode line = JSON.readTree(child.line());
      if (line.has("failure")) {
        throw new FramelensException(line.path("failure").asText());
      }
      return requireNonNull(JSON.treeToValue(line.path("answer"), answer));
    } catch (JsonProcessingException noResult) {
      throw new FramelensException(
          "%s printed no result; its log is %s".formatted(main.getSimpleName(), log), noResult);
    }
  }

  /** The {@code main} of a child: answers its question and ends its process. */
  public static <Q> void answer(String[] arguments, Class<Q> question, Work<Q> work)
      throws JsonProcessingException, InterruptedException {
    PrintStream answers = answers();
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

  /**
   * The next line that it prints.
   *
   * @throws FramelensException where it ended without one
   */
  String line() {
    try {
      String line = out.readLine();
      if (line == null) {
        throw new FramelensException(
            "%s ended without a result; its log is %s".formatted(name, log));
      }
      return line;
    } catch (IOException broken) {
      throw new FramelensException("%s cannot be read".formatted(name), broken);
    }
  }

  /**
   * For the child's {@code main}, before anything else: where its answers go. What loggers print
   * goes to the error stream from then on, or it would be taken for an answer.
   */
  static PrintStream answers() {
    PrintStream answers = System.out;
    System.setOut(System.err);
    return answers;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException gone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
