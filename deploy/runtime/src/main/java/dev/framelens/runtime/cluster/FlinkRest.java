package dev.framelens.runtime.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads a JobManager's REST interface. Every failure is one sentence with its address. */
public final class FlinkRest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String jobManager;

  /**
   * @param jobManager {@code HOST:PORT}
   */
  public FlinkRest(String jobManager) {
    this.jobManager = jobManager;
  }

  /**
   * The answer to a request for a path such as {@code /overview}.
   *
   * @throws FramelensException where none comes, or none that is Flink's
   */
  public JsonNode get(String path) {
    String body = text(path);
    try {
      return JSON.readTree(body);
    } catch (IOException other) {
      throw new FramelensException(
          "%s%s answers with something else than JSON (expected: a Flink JobManager's REST address)"
              .formatted(jobManager, path),
          other);
    }
  }

  /** The answer as it comes, for logs. */
  public String text(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + jobManager + path)).timeout(PATIENCE);
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new FramelensException(
            "%s%s answers with status %d (expected: 200, from a Flink JobManager)"
                .formatted(jobManager, path, answer.statusCode()));
      }
      return answer.body();
    } catch (IOException silent) {
      throw new FramelensException(
          "No Flink JobManager answers at %s (expected: its REST address; `framelens cluster start`"
                  .formatted(jobManager)
              + " starts one here)",
          silent);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new FramelensException("Interrupted while asking " + jobManager, interrupted);
    }
  }
}
