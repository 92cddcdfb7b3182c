package dev.framelens.model.weights;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.framelens.model.ModelException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options by the field numbers of tensorflow/lite/schema/schema.fbs. */
class TfliteOperatorTest {
  private static final int BUILTIN_OPTIONS = 4;

  @Test
  void plainConvolutionsHoldWhetherTheirDilationIsWrittenOrNot() {
    assertThatCode(
            () -> {
              convolution(Map.of(1, 2, 2, 2)).requirePlain("Conv2d_0", 2);
              convolution(Map.of(1, 2, 2, 2, 4, 1, 5, 1)).requirePlain("Conv2d_0", 2);
              depthwise(Map.of(1, 1, 2, 1, 3, 1)).requirePlain("Conv2d_1_depthwise", 1);
              depthwise(Map.of(1, 1, 2, 1, 3, 1, 5, 1, 6, 1)).requirePlain("Conv2d_1_depthwise", 1);
            })
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({"4, 1×2", "5, 2×1"})
  void aDilatedConvolutionIsRefusedByName(int field, String dilation) {
    var dilated = convolution(Map.of(1, 1, 2, 1, field, 2));

    assertThatThrownBy(() -> dilated.requirePlain("Conv2d_7_pointwise", 1))
        .isInstanceOf(ModelException.class)
        .hasMessage("Conv2d_7_pointwise has the dilation %s (expected: 1×1)", dilation);
  }

  @ParameterizedTest
  @CsvSource({"5, 1×2", "6, 2×1"})
  void aDilatedDepthwiseConvolutionIsRefusedByName(int field, String dilation) {
    var dilated = depthwise(Map.of(1, 1, 2, 1, 3, 1, field, 2));

    assertThatThrownBy(() -> dilated.requirePlain("Conv2d_7_depthwise", 1))
        .isInstanceOf(ModelException.class)
        .hasMessage("Conv2d_7_depthwise has the dilation %s (expected: 1×1)", dilation);
  }

  @Test
  void anAverageOverLessThanTheMapIsRefused() {
    var pool = operator(TfliteOp.AVERAGE_POOL_2D, Map.of(1, 2, 2, 2, 3, 7, 4, 7));

    assertThatCode(() -> pool.requireWholeMap("AvgPool", 7, 7)).doesNotThrowAnyException();
    assertThatThrownBy(() -> pool.requireWholeMap("AvgPool", 14, 14))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "AvgPool averages over 7×7 with activation 0 (expected: the whole map of 14×14, and 0)");
  }

  @Test
  void aSoftmaxWithAnotherBetaIsRefused() {
    assertThatCode(() -> softmax(1).requirePlainSoftmax()).doesNotThrowAnyException();
    assertThatThrownBy(() -> softmax(0.5F).requirePlainSoftmax())
        .isInstanceOf(ModelException.class)
        .hasMessage("SOFTMAX has the beta 0.5 (expected: 1)");
  }

  private static TfliteOperator convolution(Map<Integer, Integer> options) {
    return operator(TfliteOp.CONV_2D, options);
  }

  private static TfliteOperator depthwise(Map<Integer, Integer> options) {
    return operator(TfliteOp.DEPTHWISE_CONV_2D, options);
  }

  private static TfliteOperator softmax(float beta) {
    return operator(TfliteOp.SOFTMAX, Map.of(0, Float.floatToRawIntBits(beta)));
  }

  /** With options of whole numbers alone: padding and activation are absent, which is 0. */
  private static TfliteOperator operator(TfliteOp op, Map<Integer, Integer> options) {
    var file = new FlatBufferBuilder();
    file.startTable(8);
    new TreeMap<>(options)
        .forEach(
            (field, value) -> {
              file.addInt(value);
              file.slot(field);
            });
    int optionsAt = file.endTable();
    file.startTable(BUILTIN_OPTIONS + 1);
    file.addOffset(BUILTIN_OPTIONS, optionsAt, 0);
    file.finish(file.endTable());
    return TfliteOperator.read(FlatTable.root(file.dataBuffer().slice()), op, "");
  }
}
