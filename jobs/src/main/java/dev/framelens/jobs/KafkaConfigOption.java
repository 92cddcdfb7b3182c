package dev.framelens.jobs;

import dev.framelens.jobs.frames.KafkaSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kafka's security for every command that talks to it: a file, because arguments are public. */
@Command
public final class KafkaConfigOption {
  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      converter = OptionConverters.KafkaFile.class,
      description =
          "Settings of Kafka's clients, such as security.protocol and sasl.jaas.config, as Java"
              + " properties; files that it names lie wherever a client runs.")
  private @Nullable KafkaSettings settings;

  public KafkaSettings settings() {
    return settings == null ? KafkaSettings.none() : settings;
  }
}
