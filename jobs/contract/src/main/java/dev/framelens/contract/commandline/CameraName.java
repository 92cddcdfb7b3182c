package dev.framelens.contract.commandline;

import dev.framelens.contract.CameraId;
import picocli.CommandLine.ITypeConverter;

/** A camera's name, checked while options are read. */
public final class CameraName implements ITypeConverter<CameraId> {
  @Override
  public CameraId convert(String text) {
    return WrongUse.ofOption(() -> new CameraId(text));
  }
}
