package dev.framelens.production;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.net.httpserver.HttpServer;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.model.store.ModelStore;
import dev.framelens.runtime.broker.LocalBroker;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.ClusterProcess;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.LibraryJars;
import dev.framelens.runtime.cluster.LocalCluster;
import dev.framelens.runtime.submission.Submission;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.testing.Await;
import dev.framelens.testing.Pictures;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.metrics.otel.OpenTelemetryMetricReporterFactory;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Flink of what the Dockerfile puts into an image, configured as the manifests say. It tags, and
 * it tells every metric that alerts and the dashboard ask for, to Prometheus and to OpenTelemetry.
 */
@Tag("production")
@Timeout(600)
final class ImageClusterTest {
  private static final Pattern METRIC = Pattern.compile("(?m)^(\\w+)[{ ]");
  private static final Pattern OTEL = Pattern.compile("flink\\.[\\w.]+");

  /** What a Kubernetes, a container's own paths and its own addresses are needed for. */
  private static final List<String> OF_THE_CONTAINER =
      List.of(
          "high-availability.",
          "job.autoscaler.",
          "env.",
          "metrics.",
          "execution.checkpointing.dir",
          "execution.checkpointing.savepoint-dir",
          "jobmanager.rpc.port",
          "blob.",
          "taskmanager.rpc.port",
          "taskmanager.data.port");

  @Test
  void tagsAndTellsEveryMetricThatIsAskedFor(@TempDir Path folder) throws Exception {
    TestModels.mobilenet();
    var release =
        Release.unpack(Release.framelens(), Files.createDirectory(folder.resolve("release")));
    var image = image(release.folder(), folder.resolve("image"));
    var told = new ConcurrentSkipListSet<String>();
    HttpServer collector = collector(told);
    try (var broker = LocalBroker.startTemporary(LocalBroker.FREE_PORT)) {
      String kafka = broker.bootstrapServers();
      Topics.ensure(KafkaConnection.to(kafka), TopicNames.standard(), 2);
      var settings = flinkSettings();
      settings.putAll(otel(collector.getAddress().getPort()));
      var cluster = new LocalCluster(ClusterHome.at(folder.resolve("cluster")), settings);
      try (var labels = new Labels(kafka)) {
        var note = cluster.start(jars(image), 1, 2, LocalCluster.FREE_PORT);
        submit(note.jobManager(), image.resolve("opt/flink/usrlib/" + Dockerfile.JOB_JAR), kafka);
        Await.until("labels", () -> sendAndCount(kafka, labels) >= 10, () -> "");

        Await.until(
            "every metric",
            () -> missing(note.processes()).isEmpty(),
            () -> "missing " + missing(note.processes()));
        Await.until("OpenTelemetry", () -> untold(told).isEmpty(), () -> untold(told));
      } finally {
        cluster.stop();
      }
    } finally {
      collector.stop(0);
    }
  }

  /** Flink's own jars stand for the image that ours begins with. */
  private static Path image(Path context, Path folder) throws Exception {
    var file = Dockerfile.parse(DeployFiles.text("docker/Dockerfile"));
    Path root = new ImageRoot(file, context, folder).build("tagging");
    for (Path jar : LibraryJars.ofFlink(Installation.ofThisProgram()).values()) {
      Files.copy(jar, root.resolve("opt/flink/lib").resolve(jar.getFileName()));
    }
    return root;
  }

  private static Map<String, Path> jars(Path image) throws Exception {
    var jars = new TreeMap<String, Path>();
    try (Stream<Path> files = Files.list(image.resolve("opt/flink/lib"))) {
      files.forEach(jar -> jars.put(String.valueOf(jar.getFileName()), jar));
    }
    // What keeps a process of this machine's to the loopback interface, and a plugin of the image.
    jars.put("framelens-runtime.jar", Installation.ofThisProgram().runtimeJar());
    jars.put(
        "flink-metrics-otel.jar",
        Path.of(
            OpenTelemetryMetricReporterFactory.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI()));
    return jars;
  }

  private static Map<String, String> flinkSettings() {
    var settings = new HashMap<String, String>();
    var deployment =
        Kustomization.one(Kustomization.build("base"), "FlinkDeployment", "framelens-tagging");
    deployment
        .at("/spec/flinkConfiguration")
        .properties()
        .forEach(
            line -> {
              if (OF_THE_CONTAINER.stream().noneMatch(line.getKey()::startsWith)) {
                settings.put(line.getKey(), line.getValue().asText());
              }
            });
    return settings;
  }

  private static Map<String, String> otel(int port) {
    var settings = new HashMap<String, String>();
    for (var line : DeployFiles.yaml("monitoring/otel-config-lines.yaml").properties()) {
      settings.put(
          line.getKey(),
          line.getValue().asText().replace("otel-collector:4318", "127.0.0.1:" + port));
    }
    settings.put("metrics.reporter.otel.interval", "2 SECONDS");
    return settings;
  }

  private static void submit(String jobManager, Path jar, String kafka) {
    var settings =
        JobOptions.parse(
            "--bootstrap-servers",
            kafka,
            "--from",
            "earliest",
            "--checkpoint-interval",
            "1s",
            "--parallelism",
            "2");
    var models = JobModels.of(settings, ModelStore.standard()::require);
    var unused =
        new Submission(jobManager, jar, SavepointRestoreSettings.none(), Map.of())
            .submit(settings, models);
  }

  private static long sendAndCount(String kafka, Labels labels) {
    byte[] picture = Pictures.jpeg(Pictures.gradient(320, 240));
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (String camera : List.of("gate", "yard", "hall", "roof")) {
        var unused = producer.send(new ProducerRecord<>("frames", camera, picture));
      }
    }
    return labels.count("default");
  }

  private static Set<String> missing(List<ClusterProcess> processes) {
    var missing = new TreeSet<>(NamedMetrics.ofFlink());
    var http = HttpClient.newHttpClient();
    for (ClusterProcess process : processes) {
      var page = URI.create("http://127.0.0.1:%d/metrics".formatted(process.metricsPort()));
      try {
        String metrics =
            http.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
        METRIC.matcher(metrics).results().forEach(name -> missing.remove(name.group(1)));
      } catch (java.io.IOException notYet) {
        return missing;
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }
    return missing;
  }

  /** What was asked for and not sent; the next field's first byte may be a letter. */
  private static List<String> untold(Set<String> told) {
    return NamedMetrics.ofFlink().stream()
        .filter(name -> name.startsWith("flink_taskmanager_job_task_operator_"))
        .map(name -> name.replace('_', '.'))
        .filter(name -> told.stream().noneMatch(sent -> sent.startsWith(name)))
        .toList();
  }

  /** Takes what a reporter sends and reads the names in it. */
  private static HttpServer collector(Set<String> told) throws Exception {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/metrics",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1);
          OTEL.matcher(body).results().forEach(name -> told.add(name.group()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
