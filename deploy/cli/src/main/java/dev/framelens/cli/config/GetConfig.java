package dev.framelens.cli.config;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.FieldText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config get}: what is in force for a camera, and what of it is its own. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Tell what a camera is configured with, and what it has from *.")
final class GetConfig implements Runnable {
  @Parameters(
      index = "0",
      paramLabel = "CAMERA",
      converter = CameraKey.class,
      description = CameraKey.MEANING)
  private String camera;

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
    var configs = topic.configurations().read();
    var own = configs.getOrDefault(camera, CameraConfig.NONE);
    var every = configs.getOrDefault(CameraConfig.EVERY_CAMERA, CameraConfig.NONE);
    var inForce = own.orElse(every);
    var out = spec.commandLine().getOut();
    if (format == OutputFormat.JSON) {
      JsonLines.print(
          out,
          new JsonMapper()
              .createObjectNode()
              .put("camera", camera)
              .<ObjectNode>set("own", own.json())
              .set("inForce", inForce.json()));
      return;
    }
    var ownFields = FieldText.of(own);
    for (String field : FieldText.of(inForce)) {
      out.println(ownFields.contains(field) ? field : field + "  (from *)");
    }
    if (inForce.equals(CameraConfig.NONE)) {
      out.printf("%s is as the job's options say%n", camera);
    }
    out.flush();
  }
}
