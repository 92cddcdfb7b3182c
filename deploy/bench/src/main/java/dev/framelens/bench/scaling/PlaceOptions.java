package dev.framelens.bench.scaling;

import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.runtime.cluster.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where it is measured: whose Flink, whose Kafka, and with how many slots. */
@Command
final class PlaceOptions {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s:/]+:\\d{1,5}");
  private static final int MOST = 64;

  @Option(
      names = "--slots",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2",
      description =
          "Slots of each TaskManager; with --jobmanager, of the whole job (default:"
              + " ${DEFAULT-VALUE}).")
  private List<Integer> slots;

  @Option(
      names = "--taskmanagers",
      split = ",",
      paramLabel = "M",
      description = "Processes that work, of a cluster of its own (default: 1).")
  private List<Integer> taskManagers = List.of();

  @Option(
      names = "--jobmanager",
      paramLabel = "HOST:PORT",
      description =
          "REST address of your Flink cluster; it needs --bootstrap-servers (default: a local"
              + " cluster for each run).")
  private @Nullable String jobManager;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Your Kafka (default: a local broker in a process of its own).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Settings of Kafka's clients, such as security.protocol, as Java properties.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--topics",
      paramLabel = "PREFIX",
      description =
          "Use topics that are there: PREFIX-frames, -labels, -rejected, -dropped and -latency"
              + " (default: create new ones for each run and delete them).")
  private @Nullable String topics;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The folder of the models, here and as the TaskManagers see it.")
  private @Nullable Path store;

  /** What is wrong; empty where nothing is. */
  List<String> faults() {
    var faults = new ArrayList<String>();
    Stream.concat(slots.stream(), taskManagers.stream())
        .filter(number -> number < 1 || number > MOST)
        .forEach(
            number ->
                faults.add(
                    "--slots or --taskmanagers %d (expected: 1 to %d)".formatted(number, MOST)));
    if (jobManager != null && !ADDRESS.matcher(jobManager).matches()) {
      faults.add(
          "--jobmanager '%s' (expected: HOST:PORT of Flink's REST interface)"
              .formatted(jobManager));
    }
    if (jobManager != null && bootstrapServers == null) {
      faults.add("--jobmanager without --bootstrap-servers (expected: the Kafka that it reads)");
    }
    if (jobManager != null && !taskManagers.isEmpty()) {
      faults.add("--taskmanagers with --jobmanager (expected: --slots alone; your cluster stays)");
    }
    if (bootstrapServers == null && (topics != null || kafkaConfig != null)) {
      faults.add(
          "--topics or --kafka-config without --bootstrap-servers (expected: the Kafka they are of)");
    }
    return faults;
  }

  /** Every number of slots and TaskManagers with every setting of the knobs. */
  List<Setting> settings(List<Knobs> knobs) {
    var settings = new ArrayList<Setting>();
    for (Knobs one : knobs) {
      for (int processes : taskManagers.isEmpty() ? List.of(1) : taskManagers) {
        slots.forEach(number -> settings.add(new Setting(processes, number, one)));
      }
    }
    return settings.stream().distinct().toList();
  }

  /**
   * Looks at what is there, before anything is started.
   *
   * @throws dev.framelens.contract.FramelensException where Flink or Kafka does not answer, or has
   *     too few slots or partitions
   */
  void check(Plan plan) {
    Installation.ofThisProgram().jobJar();
    if (jobManager != null) {
      ForeignWorkers.require(jobManager, plan.mostSlots());
    }
    if (bootstrapServers != null) {
      BenchKafka kafka = BenchKafka.at(bootstrapServers, kafkaSettings());
      if (topics != null) {
        RunTopics.require(kafka, topics, plan.mostPartitions());
      }
    }
  }

  BenchKafka kafka(Path log) {
    return bootstrapServers == null
        ? BenchKafka.own(log)
        : BenchKafka.at(bootstrapServers, kafkaSettings());
  }

  Flink flink() {
    return jobManager == null ? Flink.own() : Flink.at(jobManager);
  }

  /** Prefix of topics that are there; null to create new ones. */
  @Nullable String existingTopics() {
    return topics;
  }

  /** Null for the standard one. */
  @Nullable Path store() {
    return store;
  }

  /** The job's own options for the store and for Kafka's security. */
  List<String> storeArguments() {
    var arguments = new ArrayList<String>();
    if (store != null) {
      arguments.add("--store=" + store);
    }
    if (kafkaConfig != null) {
      arguments.add("--kafka-config=" + kafkaConfig);
    }
    return arguments;
  }

  /** The same with the address. */
  List<String> connection(BenchKafka kafka) {
    var arguments = new ArrayList<>(storeArguments());
    arguments.add("--bootstrap-servers=" + kafka.bootstrapServers());
    return arguments;
  }

  private KafkaSettings kafkaSettings() {
    return kafkaConfig == null ? KafkaSettings.none() : KafkaSettings.read(kafkaConfig);
  }
}
