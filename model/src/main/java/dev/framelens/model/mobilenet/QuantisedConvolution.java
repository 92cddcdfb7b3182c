package dev.framelens.model.mobilenet;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * A convolution whose weights are bytes, {@code weight = byte · maximum / 127}, with a maximum for
 * each output channel (Jacob et al., arXiv 1712.05877, section 2, symmetric).
 *
 * <p>Three things cost a network of bytes its accuracy, and none is left in.
 *
 * <ul>
 *   <li>Saturation: a processor without AVX512-VNNI adds the products of two consecutive inputs in
 *       16 bits ({@code vpmaddubsw}), so the weights of a full convolution stay below a limit that
 *       no such pair can pass.
 *   <li>Shifted means: rounding moves each output by its errors' sum over the inputs' means, so
 *       that much is taken off the bias (Nagel et al., arXiv 1906.04721, section 4.2).
 *   <li>Sums over neighbours: a 3×3 kernel meets nine inputs that are nearly alike, so its weights
 *       are rounded such that their sum hardly changes.
 * </ul>
 *
 * @param kernel as {@link FoldedConvolution#kernel}
 * @param maximum of each output channel: the weight that the byte 127 stands for
 * @param bias of each output channel, in single precision
 */
record QuantisedConvolution(byte[] kernel, float[] maximum, float[] bias) {
  private static final int LARGEST_BYTE = 127;
  private static final int COLOURS = 3;
  private static final double HALF = 0.5;

  /** A channel with no larger weights is its bias: a scale of 0 would divide it by 0. */
  private static final float NEGLIGIBLE = 1e-12f;

  /** What two weights that meet inputs of 255 may come to in 16 bits with a sign. */
  private static final double PAIR_LIMIT = Short.MAX_VALUE / 255.0;

  /**
   * A depthwise convolution, whose products are added in 32 bits.
   *
   * @param means of each channel's inputs
   */
  static QuantisedConvolution depthwise(FoldedConvolution layer, float[] means) {
    var limits = new int[layer.bias().length];
    Arrays.fill(limits, LARGEST_BYTE);
    QuantisedConvolution quantised = of(layer, limits);
    quantised.keepSums(layer, 1, limits);
    return quantised.corrected(layer, index -> means[index % limits.length]);
  }

  /**
   * A 1×1 convolution.
   *
   * @param means of each input channel
   */
  static QuantisedConvolution pointwise(FoldedConvolution layer, float[] means) {
    int[] limits = safeLimits(layer, 2);
    return of(layer, limits).corrected(layer, index -> means[index / limits.length]);
  }

  /**
   * The first convolution, on a picture's bytes: {@code byte · factor}, whose offset goes into the
   * bias. Its inputs' mean is near 0, so rounding shifts nothing.
   */
  static QuantisedConvolution ofPicture(FoldedConvolution layer, PixelScale scale) {
    // How three colours are grouped in fours depends on the kernel: any two neighbours may meet.
    int[] limits = safeLimits(layer, 1);
    for (int output = 0; output < limits.length; output++) {
      limits[output] -= 2; // both of a pair may be moved once more
    }
    QuantisedConvolution quantised = of(layer, limits);
    quantised.keepSums(layer, COLOURS, limits);
    var shift = new double[layer.bias().length];
    for (int index = 0; index < quantised.kernel.length; index++) {
      shift[index % shift.length] -= quantised.weight(index) * scale.offset();
    }
    return quantised.less(shift);
  }

  /**
   * Less what rounding adds.
   *
   * @param mean of the inputs that the weight at a place of the kernel meets
   */
  private QuantisedConvolution corrected(FoldedConvolution layer, IntToDoubleFunction mean) {
    var shift = new double[bias.length];
    for (int index = 0; index < kernel.length; index++) {
      double rounded = weight(index) - layer.kernel()[index];
      shift[index % shift.length] += rounded * mean.applyAsDouble(index);
    }
    return less(shift);
  }

  /**
   * Moves bytes by one, those first that rounding had moved farthest the other way, until the sum
   * over the kernel's places, of one input and one output, is right to half a step.
   */
  private void keepSums(FoldedConvolution layer, int inputs, int[] limits) {
    int step = inputs * limits.length;
    for (int first = 0; first < step; first++) {
      double sum = 0;
      for (int index = first; index < kernel.length; index += step) {
        sum += error(layer, index);
      }
      int direction = sum > 0 ? -1 : 1;
      for (; Math.abs(sum) > HALF; sum += direction) {
        int farthest = farthest(layer, first, step, direction, limits[first % limits.length]);
        if (farthest < 0) {
          break;
        }
        kernel[farthest] += (byte) direction;
      }
    }
  }

  /** The place whose error is largest against a direction; -1 where none has any. */
  private int farthest(FoldedConvolution layer, int first, int step, int direction, int limit) {
    int farthest = -1;
    double most = 0;
    for (int index = first; index < kernel.length; index += step) {
      double error = -direction * error(layer, index);
      if (error > most && Math.abs(kernel[index] + direction) <= limit) {
        most = error;
        farthest = index;
      }
    }
    return farthest;
  }

  /** By how much a byte is more than its weight. */
  private double error(FoldedConvolution layer, int index) {
    double top = maximum[index % maximum.length];
    return kernel[index] - layer.kernel()[index] / top * LARGEST_BYTE;
  }

  /** What the byte at this place of the kernel stands for. */
  double weight(int index) {
    return kernel[index] * (double) maximum[index % maximum.length] / LARGEST_BYTE;
  }

  private QuantisedConvolution less(double[] shift) {
    var corrected = new float[bias.length];
    for (int output = 0; output < corrected.length; output++) {
      corrected[output] = (float) (bias[output] - shift[output]);
    }
    return new QuantisedConvolution(kernel, maximum, corrected);
  }

  private static QuantisedConvolution of(FoldedConvolution layer, int[] limits) {
    int outputs = limits.length;
    float[] kernel = layer.kernel();
    float[] largest = largest(kernel, outputs);
    var maximum = new float[outputs];
    for (int output = 0; output < outputs; output++) {
      maximum[output] = largest[output] * LARGEST_BYTE / limits[output];
    }
    var bytes = new byte[kernel.length];
    for (int index = 0; index < bytes.length; index++) {
      int output = index % outputs;
      bytes[index] = (byte) Math.rint(kernel[index] / (double) largest[output] * limits[output]);
    }
    return new QuantisedConvolution(bytes, maximum, layer.bias());
  }

  /**
   * The largest byte of each output channel with which no two weights of one sign, at inputs of
   * 255, pass 16 bits: {@code ⌊32767 / 255 / r - ½⌋}, r such a pair's sum by the largest weight.
   *
   * @param step from one pair's first input to the next one's
   */
  private static int[] safeLimits(FoldedConvolution layer, int step) {
    float[] kernel = layer.kernel();
    int outputs = layer.bias().length;
    float[] largest = largest(kernel, outputs);
    var limits = new int[outputs];
    for (int output = 0; output < outputs; output++) {
      double worst = largest[output];
      for (int index = output; index + outputs < kernel.length; index += step * outputs) {
        if (Math.signum(kernel[index]) == Math.signum(kernel[index + outputs])) {
          worst = Math.max(worst, Math.abs((double) kernel[index] + kernel[index + outputs]));
        }
      }
      double ratio = worst / largest[output];
      limits[output] = (int) Math.min(LARGEST_BYTE, Math.floor(PAIR_LIMIT / ratio - 0.5));
    }
    return limits;
  }

  /** The largest weight of each output channel, without its sign; 1 where all are negligible. */
  private static float[] largest(float[] kernel, int outputs) {
    var largest = new float[outputs];
    for (int index = 0; index < kernel.length; index++) {
      int output = index % outputs;
      largest[output] = Math.max(largest[output], Math.abs(kernel[index]));
    }
    for (int output = 0; output < outputs; output++) {
      largest[output] = largest[output] > NEGLIGIBLE ? largest[output] : 1;
    }
    return largest;
  }
}
