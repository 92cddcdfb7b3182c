package dev.framelens.wall.tail;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.commandline.FramesTopicOption;
import dev.framelens.contract.commandline.TopicName;
import dev.framelens.contract.commandline.WrongUse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The topics that are looked at. */
@Command
public final class TopicOptions {
  private static final TopicNames STANDARD = TopicNames.standard();

  @Mixin private FramesTopicOption frames;

  @Option(
      names = "--topic-labels",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "The topic of the labels (default: ${DEFAULT-VALUE}).")
  private String labels = STANDARD.labels();

  @Option(
      names = "--topic-rejected",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "The topic of rejected frames (default: ${DEFAULT-VALUE}).")
  private String rejected = STANDARD.rejected();

  @Option(
      names = "--topic-dropped",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "The topic of dropped frames (default: ${DEFAULT-VALUE}).")
  private String dropped = STANDARD.dropped();

  @Option(
      names = "--topic-latency",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "The topic of latencies (default: ${DEFAULT-VALUE}).")
  private String latency = STANDARD.latency();

  @Option(
      names = "--topic-config",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "Where cameras are configured (default: ${DEFAULT-VALUE}).")
  private String config = STANDARD.config();

  /**
   * The names.
   *
   * @throws picocli.CommandLine.ParameterException where two are the same
   */
  public TopicNames names(CommandSpec command) {
    return WrongUse.of(
        command,
        () ->
            new TopicNames(
                frames.topic(),
                labels,
                rejected,
                dropped,
                latency,
                config,
                STANDARD.rejectedConfig()));
  }
}
