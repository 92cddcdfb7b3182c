package dev.framelens.deploy.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One measurement: what a child JVM is asked for.
 *
 * @param frames measured, after the warm-up
 * @param warmUp frames before
 * @param bootstrapServers of the broker whose topic holds the frames
 */
record Run(
    Variant variant,
    String model,
    int side,
    String precision,
    int batch,
    Path pictures,
    int frames,
    int warmUp,
    String bootstrapServers) {

  /** The same question to another variant. */
  Run with(Variant other) {
    return new Run(
        other, model, side, precision, batch, pictures, frames, warmUp, bootstrapServers);
  }

  List<String> arguments() {
    var arguments = new ArrayList<String>();
    arguments.add(variant.name());
    arguments.add(model);
    arguments.add(Integer.toString(side));
    arguments.add(precision);
    arguments.add(Integer.toString(batch));
    arguments.add(pictures.toString());
    arguments.add(Integer.toString(frames));
    arguments.add(Integer.toString(warmUp));
    arguments.add(bootstrapServers);
    return arguments;
  }

  static Run parse(String[] arguments) {
    return new Run(
        Variant.valueOf(arguments[0]),
        arguments[1],
        Integer.parseInt(arguments[2]),
        arguments[3],
        Integer.parseInt(arguments[4]),
        Path.of(arguments[5]),
        Integer.parseInt(arguments[6]),
        Integer.parseInt(arguments[7]),
        arguments[8]);
  }
}
