package dev.framelens.contract.commandline;

import dev.framelens.contract.TopicNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where frames are, for those who send them and those who read them. */
@Command
public final class FramesTopicOption {
  @Option(
      names = "--topic-frames",
      paramLabel = "TOPIC",
      converter = TopicName.class,
      description = "The topic of the frames (default: ${DEFAULT-VALUE}).")
  private String topic = TopicNames.standard().frames();

  public String topic() {
    return topic;
  }
}
