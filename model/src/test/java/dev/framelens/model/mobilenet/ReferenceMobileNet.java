package dev.framelens.model.mobilenet;

import dev.framelens.model.mobilenet.Layer.Convolution;

/**
 * The paper's network in plain loops and double precision: slow, and independent of TensorFlow.
 * Padding is TensorFlow's {@code SAME}: the zeros that are needed, the odd one at the bottom and
 * the right.
 */
final class ReferenceMobileNet {
  private final Weights weights;

  ReferenceMobileNet(Weights weights) {
    this.weights = weights;
  }

  /** A square feature map, the channel fastest. */
  private record Map(int side, int depth, double[] values) {
    double at(int y, int x, int channel) {
      boolean inside = y >= 0 && y < side && x >= 0 && x < side;
      return inside ? values[(y * side + x) * depth + channel] : 0;
    }
  }

  double[] probabilities(int side, byte[] rgb) {
    var values = new double[rgb.length];
    for (int index = 0; index < rgb.length; index++) {
      values[index] = (rgb[index] & 0xFF) / 127.5 - 1;
    }
    var map = new Map(side, 3, values);
    for (int index = 0; index < Architecture.BODY.size(); index++) {
      Layer layer = Architecture.BODY.get(index);
      String name = "Conv2d_" + index;
      if (layer instanceof Convolution convolution) {
        map = convolve(map, weights.layer(name), convolution.kernel(), layer.stride());
      } else {
        map = depthwise(map, weights.layer(name + "_depthwise"), layer.stride());
        map = convolve(map, weights.layer(name + "_pointwise"), 1, 1);
      }
    }
    return softmax(classify(map));
  }

  private static Map convolve(Map input, FoldedConvolution layer, int kernel, int stride) {
    int side = input.side / stride;
    int depth = layer.bias().length;
    int before = Math.max((side - 1) * stride + kernel - input.side, 0) / 2;
    var output = new double[side * side * depth];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int out = 0; out < depth; out++) {
          double sum = layer.bias()[out];
          for (int ky = 0; ky < kernel; ky++) {
            for (int kx = 0; kx < kernel; kx++) {
              for (int in = 0; in < input.depth; in++) {
                sum +=
                    input.at(y * stride + ky - before, x * stride + kx - before, in)
                        * layer.kernel()[((ky * kernel + kx) * input.depth + in) * depth + out];
              }
            }
          }
          output[(y * side + x) * depth + out] = relu6(sum);
        }
      }
    }
    return new Map(side, depth, output);
  }

  private static Map depthwise(Map input, FoldedConvolution layer, int stride) {
    int side = input.side / stride;
    int before = Math.max((side - 1) * stride + 3 - input.side, 0) / 2;
    var output = new double[side * side * input.depth];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int channel = 0; channel < input.depth; channel++) {
          double sum = layer.bias()[channel];
          for (int ky = 0; ky < 3; ky++) {
            for (int kx = 0; kx < 3; kx++) {
              sum +=
                  input.at(y * stride + ky - before, x * stride + kx - before, channel)
                      * layer.kernel()[(ky * 3 + kx) * input.depth + channel];
            }
          }
          output[(y * side + x) * input.depth + channel] = relu6(sum);
        }
      }
    }
    return new Map(side, input.depth, output);
  }

  private double[] classify(Map map) {
    FoldedConvolution classifier = weights.layer(Architecture.LOGITS);
    int classes = classifier.bias().length;
    var logits = new double[classes];
    for (int out = 0; out < classes; out++) {
      logits[out] = classifier.bias()[out];
      for (int feature = 0; feature < map.depth; feature++) {
        double sum = 0;
        for (int pixel = 0; pixel < map.side * map.side; pixel++) {
          sum += map.values[pixel * map.depth + feature];
        }
        logits[out] += sum / (map.side * map.side) * classifier.kernel()[feature * classes + out];
      }
    }
    return logits;
  }

  private static double[] softmax(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    var probabilities = new double[logits.length];
    for (int index = 0; index < logits.length; index++) {
      probabilities[index] = Math.exp(logits[index] - largest);
      sum += probabilities[index];
    }
    for (int index = 0; index < logits.length; index++) {
      probabilities[index] /= sum;
    }
    return probabilities;
  }

  private static double relu6(double x) {
    return Math.min(Math.max(x, 0), 6);
  }
}
