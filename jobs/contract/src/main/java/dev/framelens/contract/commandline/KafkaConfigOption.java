package dev.framelens.contract.commandline;

import dev.framelens.contract.kafka.KafkaSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Kafka's security for every command that talks to it: a file, because arguments are public. */
@Command
public final class KafkaConfigOption {
  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      converter = KafkaFile.class,
      description =
          "Settings of Kafka's clients, such as security.protocol and sasl.jaas.config, as Java"
              + " properties; files that it names lie wherever a client runs.")
  private @Nullable KafkaSettings settings;

  public KafkaSettings settings() {
    return settings == null ? KafkaSettings.none() : settings;
  }

  /** Read while options are parsed, so that a wrong file is wrong use. */
  static final class KafkaFile implements ITypeConverter<KafkaSettings> {
    @Override
    public KafkaSettings convert(String text) {
      try {
        return KafkaSettings.read(Path.of(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
