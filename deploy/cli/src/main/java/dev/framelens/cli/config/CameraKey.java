package dev.framelens.cli.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.WrongUse;
import dev.framelens.contract.configuration.CameraConfig;
import picocli.CommandLine.ITypeConverter;

/** Whose configuration it is: a camera's id, or {@code *}. */
final class CameraKey implements ITypeConverter<String> {
  static final String MEANING =
      "A camera's id, or '*' for every camera that does not say otherwise.";

  @Override
  public String convert(String text) {
    return WrongUse.ofOption(() -> checked(text));
  }

  /**
   * The same text.
   *
   * @throws FramelensException where it can be no key
   */
  static String checked(String text) {
    CameraConfig.keyFault(text.getBytes(UTF_8))
        .ifPresent(
            fault -> {
              throw new FramelensException(fault);
            });
    return text;
  }
}
