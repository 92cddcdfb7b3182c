package dev.framelens.wall;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.KafkaOptions;
import dev.framelens.contract.commandline.StopSignal;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.wall.server.WallServer;
import dev.framelens.wall.server.WallSettings;
import dev.framelens.wall.tail.TopicOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Every camera on a page in the browser, until stopped. */
@Command(
    name = "wall",
    mixinStandardHelpOptions = true,
    description = {
      "Serve a page with every camera: its latest picture, boxes, labels, age, rates, drops.",
      "It reads the topics alone, and a picture only while somebody looks at it. Only this machine"
          + " sees it unless --bind and --token say otherwise; across a network put something with"
          + " TLS before it."
    })
public final class WallCommand implements Runnable {
  private static final String ENVIRONMENT = "env:";

  @Mixin private KafkaOptions kafka;

  @Mixin private TopicOptions topics;

  @Option(
      names = "--bind",
      paramLabel = "HOST",
      description = "The address to listen at (default: ${DEFAULT-VALUE}, this machine alone).")
  private String bind = WallSettings.LOOPBACK;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port; 0 takes a free one (default: ${DEFAULT-VALUE}).")
  private int port = WallSettings.STANDARD_PORT;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "What a viewer has to know; env:NAME takes it from that variable of the environment, where"
              + " other users of this machine do not see it.")
  private @Nullable String token;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stop after so long (default: when stopped).")
  private @Nullable Double seconds;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var names = topics.names(spec);
    var settings = WrongUse.of(spec, () -> new WallSettings(bind, port, token()));
    try (var stop = StopSignal.listen();
        var server =
            WallServer.start(kafka.connection(), names, settings, InstantSource.system())) {
      var out = spec.commandLine().getOut();
      out.println("Wall: " + server.address());
      out.flush();
      var unused = stop.await(Duration.ofNanos(nanos()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private long nanos() {
    return seconds == null ? Long.MAX_VALUE : Math.round(seconds * 1e9);
  }

  private Optional<String> token() {
    if (token == null || !token.startsWith(ENVIRONMENT)) {
      return Optional.ofNullable(token);
    }
    String name = token.substring(ENVIRONMENT.length());
    String value = System.getenv(name);
    if (value == null) {
      throw new FramelensException(
          "token env:%s names no variable (expected: one of the environment)".formatted(name));
    }
    return Optional.of(value);
  }
}
