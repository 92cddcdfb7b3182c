package dev.framelens.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.configuration.CameraConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config unset}: leaves fields, or all, to {@code *} and the job's options. */
@Command(
    name = "unset",
    mixinStandardHelpOptions = true,
    description = "Leave some fields, or all, to what * says and then to the job's options.")
final class UnsetConfig implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "CAMERA",
      converter = CameraKey.class,
      description = CameraKey.MEANING)
  private String camera;

  @Parameters(
      index = "1..*",
      paramLabel = "FIELD",
      description = "What to leave to others (default: all that the camera is configured with).")
  private List<String> fields = new ArrayList<>();

  @Mixin private ConfigTopicOptions topic;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    fields.stream()
        .filter(field -> !CameraConfig.FIELDS.contains(field))
        .findFirst()
        .ifPresent(
            unknown -> {
              throw new ParameterException(
                  spec.commandLine(),
                  "'%s' is no field (expected: %s)"
                      .formatted(unknown, String.join(", ", CameraConfig.FIELDS)));
            });
    var configurations = topic.configurations();
    @Nullable CameraConfig left = fields.isEmpty() ? null : without(configurations);
    configurations.write(Collections.singletonMap(camera, left));
    var out = spec.commandLine().getOut();
    out.println(Line.of(camera, left));
    out.flush();
  }

  private @Nullable CameraConfig without(Configurations configurations) {
    var json = configurations.read().getOrDefault(camera, CameraConfig.NONE).json();
    json.remove(fields);
    var left = CameraConfig.read(json.toString().getBytes(UTF_8));
    return left.equals(CameraConfig.NONE) ? null : left;
  }
}
