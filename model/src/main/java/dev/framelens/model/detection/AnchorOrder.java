package dev.framelens.model.detection;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the square between two scales stands among a cell's anchors. A network learns with one
 * order; with the other its boxes are garbage.
 */
public enum AnchorOrder {
  /** As in Google's COCO models. */
  BETWEEN_LAST,
  /** As in the face model. */
  BETWEEN_SECOND;

  /** So Google's configurations have it, and so anchors were while networks learned. */
  private static final double THIRD = 0.3333;

  /** A cell's anchors as height and width. */
  record Shape(double height, double width) {
    static Shape of(double scale, double ratio) {
      return new Shape(scale / Math.sqrt(ratio), scale * Math.sqrt(ratio));
    }
  }

  /**
   * The six shapes of a feature map after the first: ratios 1, 2, 1/2, 3, 1/3 at its own scale, and
   * a square between it and the next.
   */
  List<Shape> shapes(double scale, double nextScale) {
    var shapes = new ArrayList<Shape>();
    for (double ratio : new double[] {1, 2, 1 / 2.0, 3, THIRD}) {
      shapes.add(Shape.of(scale, ratio));
    }
    int place = this == BETWEEN_LAST ? shapes.size() : 1;
    shapes.add(place, Shape.of(Math.sqrt(scale * nextScale), 1));
    return shapes;
  }
}
