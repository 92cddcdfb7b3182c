package dev.framelens.bench.scaling;

import dev.framelens.bench.Factor;
import dev.framelens.bench.MeasureOptions;
import dev.framelens.bench.load.BenchKafka;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.runtime.cluster.ClusterHome;
import dev.framelens.runtime.cluster.Installation;
import dev.framelens.runtime.cluster.RestAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Where it is measured: whose Flink, whose Kafka, and with how many slots. */
final class PlaceOptions {
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
      converter = Address.class,
      description =
          "REST address of your Flink cluster; it needs --bootstrap-servers (default: a local"
              + " cluster for each run).")
  private @Nullable RestAddress jobManager;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      description = "Your Kafka (default: a broker in this process).")
  private @Nullable String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      description = "Settings of Kafka's clients, such as security.protocol, as Java properties.")
  private @Nullable Path kafkaConfig;

  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "The folder of the models, here and as the TaskManagers see it.")
  private @Nullable Path store;

  private static final class Address implements ITypeConverter<RestAddress> {
    @Override
    public RestAddress convert(String text) {
      return WrongUse.ofOption(() -> RestAddress.parse(text));
    }
  }

  /** Refuses what does not fit together. */
  void check(MeasureOptions wrong) {
    Stream.concat(slots.stream(), taskManagers.stream())
        .forEach(
            number ->
                wrong.require(
                    number >= 1 && number <= MOST,
                    "--slots or --taskmanagers " + number,
                    "1 to " + MOST));
    if (jobManager != null) {
      wrong.require(
          bootstrapServers != null,
          "--jobmanager without --bootstrap-servers",
          "the Kafka that it reads");
      wrong.require(
          taskManagers.isEmpty(),
          "--taskmanagers with --jobmanager",
          "--slots alone; your cluster stays");
    }
    wrong.require(
        bootstrapServers != null || kafkaConfig == null,
        "--kafka-config without --bootstrap-servers",
        "the Kafka it is of");
  }

  /** Every number of slots and TaskManagers at the levels of the factors. */
  List<Setting> settings(String picture, Map<Factor, String> levels) {
    var settings = new ArrayList<Setting>();
    for (int processes : taskManagers.isEmpty() ? List.of(1) : taskManagers) {
      slots.forEach(number -> settings.add(new Setting(processes, number, picture, levels)));
    }
    return settings;
  }

  /** Before anything is started, Flink and Kafka must answer and Flink have slots enough. */
  void require(Set<Setting> settings) {
    Installation.ofThisProgram().jobJar();
    if (jobManager != null) {
      Workers.at(jobManager.toString())
          .require(settings.stream().mapToInt(Setting::parallelism).max().orElse(0));
    }
    if (bootstrapServers != null) {
      kafka();
    }
  }

  /** The user's Kafka, which must answer, or a new one. */
  BenchKafka kafka() {
    if (bootstrapServers == null) {
      return BenchKafka.start();
    }
    return BenchKafka.at(
        kafkaConfig == null
            ? KafkaConnection.to(bootstrapServers)
            : new KafkaConnection(bootstrapServers, KafkaSettings.read(kafkaConfig)));
  }

  boolean ownsCluster() {
    return jobManager == null;
  }

  /** The Flink for a run; own clusters share a folder, so that TensorFlow is unpacked once. */
  Workers workers(Path folder, Setting setting) {
    return jobManager == null
        ? Workers.start(
            ClusterHome.at(folder),
            Installation.ofThisProgram(),
            setting.taskManagers(),
            setting.slots())
        : Workers.at(jobManager.toString());
  }

  /** For people. */
  String flink() {
    return jobManager == null
        ? "own cluster of separate processes on this machine, new for each run"
        : "cluster at " + jobManager;
  }

  /** Null for the standard one. */
  @Nullable Path store() {
    return store;
  }
}
