package dev.framelens.model.detection;

/**
 * What a network says of each anchor, before decoding.
 *
 * @param boxes {@code [pictures][anchors · 4]}: offsets from anchors, or corners, as the network
 *     has them
 * @param scores {@code [pictures][anchors · columns]} in [0, 1]
 * @param columns of the scores
 */
public record RawDetections(float[][] boxes, float[][] scores, int columns) {
  public int anchors() {
    return boxes[0].length / SsdArchitecture.BOX;
  }
}
