package dev.framelens.contract.commandline;

import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/**
 * Which Kafka, for every command that talks to it. Its security is a file, because arguments are
 * public.
 */
@Command
public final class KafkaOptions {
  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT",
      converter = Servers.class,
      description = "Kafka's brokers, several with commas (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers = KafkaConnection.standard().bootstrapServers();

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      converter = KafkaFile.class,
      description =
          "Settings of Kafka's clients, such as security.protocol and sasl.jaas.config, as Java"
              + " properties; files that it names lie wherever a client runs.")
  private @Nullable KafkaSettings settings;

  public KafkaConnection connection() {
    return new KafkaConnection(
        bootstrapServers, settings == null ? KafkaSettings.none() : settings);
  }

  /** Checked while options are parsed, so that a wrong address is wrong use. */
  public static final class Servers implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      return WrongUse.ofOption(() -> KafkaConnection.to(text).bootstrapServers());
    }
  }

  /** Read while options are parsed, so that a wrong file is wrong use. */
  static final class KafkaFile implements ITypeConverter<KafkaSettings> {
    @Override
    public KafkaSettings convert(String text) {
      return WrongUse.ofOption(() -> KafkaSettings.read(Path.of(text)));
    }
  }
}
