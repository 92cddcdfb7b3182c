package dev.framelens.model.detection;

/**
 * The part of somebody's graph that detects, between its preprocessing and its suppression.
 *
 * @param input the node that gives the resized pictures, {@code [batch, side, side, 3]}, RGB, 0 to
 *     255; what lies before it is cut off
 * @param boxes the node whose first output has top, left, bottom, right of every anchor, in
 *     fractions
 * @param scores the node whose first output has {@code [batch, anchors, columns]} in [0, 1]
 */
public record GraphCut(String input, String boxes, String scores) {
  /**
   * The names of Google's Object Detection API, whose preprocessor resizes picture by picture in a
   * loop.
   */
  public static final GraphCut OBJECT_DETECTION_API =
      new GraphCut(
          "Preprocessor/map/TensorArrayStack/TensorArrayGatherV3",
          "Postprocessor/ExpandDims_1",
          "Postprocessor/Slice");
}
