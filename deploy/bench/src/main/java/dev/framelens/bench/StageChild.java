package dev.framelens.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.ModelReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The process that measures one variant: a JVM like this one, with the same Java, flags and class
 * path.
 *
 * <p>Native memory of the limit is the process's peak in memory ({@code VmHWM}) less what it had
 * ({@code VmRSS}) with the whole heap touched and pictures and weights read into it, before the
 * first call of TensorFlow. So the heap is not in it; TensorFlow's library, its copy of the
 * weights, activations, the decoder, and the few megabytes of code that the JVM compiles meanwhile
 * are.
 */
final class StageChild {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String FAILURE = "failure";
  private static final int WARM_UP_SHARE = 20;

  private StageChild() {}

  /** A new file for what children say on their error streams. */
  static Path newLog() {
    try {
      return Files.createTempFile("framelens-bench", ".log");
    } catch (IOException failure) {
      throw new FramelensException("No log can be written", failure);
    }
  }

  /**
   * Starts one for a run, and returns what it measured.
   *
   * @param log takes what it writes to its error stream
   * @throws FramelensException with the child's sentence, where it failed
   */
  static Cost measure(Run run, Path log) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(run.variant().flags());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), StageChild.class.getName()));
    try {
      command.add(JSON.writeValueAsString(run));
      var builder = new ProcessBuilder(command);
      Process child = builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      try (var out = child.inputReader()) {
        String line = out.readLine();
        if (line == null) {
          throw new IOException("No answer");
        }
        JsonNode answer = JSON.readTree(line);
        if (answer.has(FAILURE)) {
          throw new FramelensException(answer.path(FAILURE).asText());
        }
        return JSON.treeToValue(answer, Cost.class);
      } finally {
        child.destroy();
      }
    } catch (IOException noResult) {
      throw new FramelensException(
          "%s ended without a result; its log is %s"
              .formatted(StageChild.class.getSimpleName(), log),
          noResult);
    }
  }

  public static void main(String[] arguments) throws Exception {
    // What loggers print goes to the error stream from now on, or it would be taken for an answer.
    PrintStream answers = System.out;
    System.setOut(System.err);
    Object answer;
    try {
      Run run = JSON.readValue(arguments[0], Run.class);
      answer = run.variant() == Variant.LIMIT ? limit(run) : JobRun.run(run);
    } catch (FramelensException | ModelException failure) {
      answer = Map.of(FAILURE, String.valueOf(failure.getMessage()));
    }
    answers.println(JSON.writeValueAsString(answer));
    answers.flush();
    // What is left of Flink and Kafka would take its time to end, and nobody waits for it.
    Runtime.getRuntime().halt(0);
  }

  private static Cost limit(Run run) {
    var pictures = Pictures.read(run.frames().pictures());
    var file = ModelReader.read(ModelStore.standard().require(run.model()).directory());
    var precision = Precision.of(run.precision());
    OptionalLong before = Meters.residentBytes();
    try (var loop = new FrameLoop(file, precision, run.side(), run.batch(), pictures)) {
      // The job's JVM has seen small frames before; what this little code needs is less.
      loop.run(run.frames().settling() + run.frames().warmUp() / WARM_UP_SHARE);
      Reading start = loop.reading();
      loop.run(run.frames().count());
      Reading end = loop.reading();
      @Nullable Long peakNative =
          before.isPresent()
              ? Math.max(0, Meters.peakResidentBytes().orElseThrow() - before.getAsLong())
              : null;
      return Cost.between(start, end, peakNative);
    }
  }
}
