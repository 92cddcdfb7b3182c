package dev.framelens.contract.commandline;

import dev.framelens.contract.TopicNames;
import picocli.CommandLine.ITypeConverter;

/** The name of a topic, checked while options are read. */
public final class TopicName implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    return WrongUse.ofOption(() -> TopicNames.checked(text));
  }
}
