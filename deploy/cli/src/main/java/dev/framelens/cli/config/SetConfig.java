package dev.framelens.cli.config;

import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.FieldText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config set}: changes fields, or all of them. */
@Command(
    name = "set",
    mixinStandardHelpOptions = true,
    description = {
      "Change what a camera is configured with; fields that are not named stay.",
      "The fields: task=classify|detect|both, classifier=NAME, detector=NAME (NAME@0.1: a canary that"
          + " looks at a tenth of the frames), maxFps=N, minScore=S, topK=K, classes=person,car,"
          + " regionOfInterest=TOP,LEFT,BOTTOM,RIGHT (fractions of the upright frame), priority=N,"
          + " sloMillis=N, minRho=4/7, maxRho=1. What starts with { or [ is taken as JSON.",
      "Whether the machines of a job have a model is theirs to say: what they refuse comes back on"
          + " the topic rejected-config."
    })
final class SetConfig implements Runnable {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "CAMERA",
      converter = CameraKey.class,
      description = CameraKey.MEANING)
  private @Nullable String camera;

  @Parameters(index = "1..*", paramLabel = "FIELD=VALUE", description = "What to change.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "The whole configuration of CAMERA in JSON or YAML; without CAMERA, configurations by"
              + " camera (in YAML, '*' in quotes).")
  private @Nullable Path file;

  @Mixin private ConfigTopicOptions topic;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    if (file == null ? camera == null || fields.isEmpty() : !fields.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Nothing to set (expected: CAMERA FIELD=VALUE…, or --file FILE)");
    }
    Map<String, @Nullable CameraConfig> changes = changes();
    topic.configurations().write(changes);
    var out = spec.commandLine().getOut();
    changes.forEach((key, config) -> out.println(Line.of(key, config)));
    out.flush();
  }

  private Map<String, @Nullable CameraConfig> changes() {
    Path from = file;
    String key = camera;
    if (from == null) {
      return fields(String.valueOf(key));
    }
    return key == null
        ? new LinkedHashMap<>(WrongUse.of(spec, () -> ConfigFile.all(from)))
        : one(key, WrongUse.of(spec, () -> ConfigFile.one(from)));
  }

  private Map<String, @Nullable CameraConfig> fields(String key) {
    // What is wrong in itself is said before anybody is asked.
    var unused = WrongUse.of(spec, () -> FieldText.changed(CameraConfig.NONE, fields));
    var before = topic.configurations().read().getOrDefault(key, CameraConfig.NONE);
    return one(key, WrongUse.of(spec, () -> FieldText.changed(before, fields)));
  }

  private static Map<String, @Nullable CameraConfig> one(String key, CameraConfig config) {
    var one = new LinkedHashMap<String, @Nullable CameraConfig>();
    one.put(key, config);
    return one;
  }
}
