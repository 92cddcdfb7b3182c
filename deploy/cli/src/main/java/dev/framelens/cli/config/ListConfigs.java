package dev.framelens.cli.config;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code config list}: every camera that is configured. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Tell what is configured, a line for each camera, * first.")
final class ListConfigs implements Runnable {
  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Mixin private ConfigTopicOptions topic;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    var err = spec.commandLine().getErr();
    var configs = topic.configurations().read(err::println);
    err.flush();
    configs.forEach(
        (camera, config) -> {
          if (format == OutputFormat.JSON) {
            var line = new JsonMapper().createObjectNode().put("camera", camera);
            JsonLines.print(out, line.set("own", config.json()));
          } else {
            out.println(Line.of(camera, config));
          }
        });
    if (configs.isEmpty() && format == OutputFormat.TEXT) {
      out.println("No camera is configured: all are as the job's options say");
    }
    out.flush();
  }
}
