package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import dev.framelens.model.graph.GraphSession;
import dev.framelens.testing.X86;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;

/** oneDNN's operations against TensorFlow's own, which other processors have alone. */
@Tag("native")
class FloatConvolutionsTest {
  private static final int DEPTH = 3;
  private static final int OUTPUTS = 5;

  @BeforeAll
  static void requireOperations() {
    X86.require();
  }

  @ParameterizedTest
  @CsvSource({"7, 1, 3", "7, 2, 3", "8, 2, 3", "5, 1, 1"})
  void bothWaysGiveTheSameNumbers(int side, int stride, int kernel) {
    FoldedConvolution full = layer(kernel * kernel * DEPTH * OUTPUTS, OUTPUTS);
    FoldedConvolution depthwise = layer(kernel * kernel * DEPTH, DEPTH);

    same(side, (to, x) -> to.relu6(x, full, stride, kernel, kernel, DEPTH, OUTPUTS));
    same(side, (to, x) -> to.linear(x, full, stride, kernel, kernel, DEPTH, OUTPUTS));
    same(side, (to, x) -> to.depthwise(x, depthwise, stride, kernel, kernel, DEPTH, 1));
  }

  private static void same(
      int side, BiFunction<FloatConvolutions, Operand<TFloat32>, Operand<TFloat32>> convolution) {
    assertThat(run(side, true, convolution))
        .hasSizeGreaterThan(DEPTH)
        .containsExactly(run(side, false, convolution), offset(1e-4f));
  }

  private static float[] run(
      int side,
      boolean oneDnn,
      BiFunction<FloatConvolutions, Operand<TFloat32>, Operand<TFloat32>> convolution) {
    float[] numbers = numbers(side * side * DEPTH, 4);
    try (var session =
            GraphSession.open(
                tf ->
                    convolution.apply(
                        new FloatConvolutions(tf, oneDnn),
                        tf.constant(
                            Shape.of(1, side, side, DEPTH),
                            DataBuffers.of(numbers, true, false))));
        Result result = session.runner().fetch(session.points()).run()) {
      var floats = result.get(0).asRawTensor().data().asFloats();
      var output = new float[(int) floats.size()];
      floats.read(output);
      return output;
    }
  }

  private static FoldedConvolution layer(int weights, int outputs) {
    return new FoldedConvolution(numbers(weights, 1), numbers(outputs, 1));
  }

  private static float[] numbers(int count, double largest) {
    var random = new SplittableRandom(count);
    var numbers = new float[count];
    for (int index = 0; index < count; index++) {
      numbers[index] = (float) random.nextDouble(-largest, largest);
    }
    return numbers;
  }
}
