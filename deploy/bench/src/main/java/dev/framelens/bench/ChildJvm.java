package dev.framelens.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.graph.GraphSession;
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

  /** A new file for what children say on their error streams. */
  public static Path newLog() {
    try {
      return Files.createTempFile("framelens-bench", ".log");
    } catch (IOException failure) {
      throw new FramelensException("No log can be written", failure);
    }
  }

  /** What one run costs, measured in a JVM of its own. */
  static Cost measure(Run run, Path log) {
    List<String> flags =
        run.variant() == Variant.NO_CALLER_THREAD
            ? List.of("-D%s=tensorflow".formatted(GraphSession.THREADS))
            : List.of();
    try (var child = start(flags, StageChild.class, run.arguments(), log)) {
      return JSON.readValue(child.line(), Cost.class);
    } catch (JsonProcessingException noResult) {
      throw new FramelensException("A run printed no result; its log is " + log, noResult);
    }
  }

  /** Starts {@code main}; what it writes to its error stream goes to {@code log}. */
  public static ChildJvm start(Class<?> main, List<String> arguments, Path log) {
    return start(List.of(), main, arguments, log);
  }

  /**
   * Starts {@code main} with more flags than this JVM has; what it writes to its error stream goes
   * to {@code log}.
   */
  public static ChildJvm start(
      List<String> flags, Class<?> main, List<String> arguments, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      return new ChildJvm(main.getSimpleName(), log, process);
    } catch (IOException failure) {
      throw new FramelensException("%s did not start".formatted(main.getSimpleName()), failure);
    }
  }

  /**
   * The next line that it prints.
   *
   * @throws FramelensException where it ended without one
   */
  public String line() {
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
  public static PrintStream answers() {
    PrintStream answers = System.out;
    System.setOut(System.err);
    return answers;
  }

  /** Whether its process runs. */
  public boolean isAlive() {
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
