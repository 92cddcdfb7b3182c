package dev.framelens.model.weights;

import dev.framelens.model.ModelException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The operations that MobileNetV1 and SSD use, by their numbers in TensorFlow Lite's schema. */
enum TfliteOp {
  AVERAGE_POOL_2D(1),
  CONCATENATION(2),
  CONV_2D(3),
  DEPTHWISE_CONV_2D(4),
  LOGISTIC(14),
  RESHAPE(22),
  SOFTMAX(25),
  CUSTOM(32),
  MEAN(40),
  SQUEEZE(43);

  private final int code;

  TfliteOp(int code) {
    this.code = code;
  }

  static TfliteOp of(int code) {
    return Arrays.stream(values())
        .filter(op -> op.code == code)
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "it has the TensorFlow Lite operation %d (expected: those of a MobileNetV1, %s)"
                        .formatted(
                            code,
                            Arrays.stream(values())
                                .map(op -> op + " " + op.code)
                                .collect(Collectors.joining(", ")))));
  }
}
