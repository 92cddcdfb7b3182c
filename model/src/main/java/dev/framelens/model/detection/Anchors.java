package dev.framelens.model.detection;

import dev.framelens.model.ModelException;
import dev.framelens.model.detection.AnchorOrder.Shape;
import java.util.ArrayList;
import java.util.List;

/** The anchors of all feature maps by their formula (SSD, section 2.2, with Google's constants). */
public final class Anchors {
  private static final double SMALLEST_SCALE = 0.2;
  private static final double LARGEST_SCALE = 0.95;

  /** The first feature map has fewer anchors, the smallest among them: its cells are many. */
  private static final List<Shape> FIRST_MAP =
      List.of(
          Shape.of(SMALLEST_SCALE / 2, 1),
          Shape.of(SMALLEST_SCALE, 2),
          Shape.of(SMALLEST_SCALE, 1 / 2.0));

  private Anchors() {}

  /**
   * By feature map, then row by row, then in the order of a cell.
   *
   * @param grids cells along an edge of each feature map, at least two maps
   */
  public static List<Anchor> of(List<Integer> grids, AnchorOrder order) {
    var anchors = new ArrayList<Anchor>();
    for (int map = 0; map < grids.size(); map++) {
      int grid = grids.get(map);
      List<Shape> shapes =
          map == 0
              ? FIRST_MAP
              : order.shapes(scale(map, grids.size()), scale(map + 1, grids.size()));
      for (int cell = 0; cell < grid * grid; cell++) {
        int row = cell / grid;
        double centreY = (row + 0.5) / grid;
        double centreX = (cell % grid + 0.5) / grid;
        for (Shape shape : shapes) {
          anchors.add(new Anchor(centreY, centreX, shape.height(), shape.width()));
        }
      }
    }
    return anchors;
  }

  /** Anchors of a cell of a feature map. */
  static int perCell(int map) {
    return map == 0 ? FIRST_MAP.size() : AnchorOrder.BETWEEN_LAST.shapes(1, 1).size();
  }

  /**
   * The order whose formula gives a file's anchors. Whoever has none has another layout.
   *
   * @param tolerance largest difference, in fractions of the picture
   * @throws ModelException with the first anchor that is off
   */
  public static AnchorOrder orderOf(List<Anchor> found, List<Integer> grids, double tolerance) {
    String fault = "";
    for (AnchorOrder order : AnchorOrder.values()) {
      List<Anchor> formula = of(grids, order);
      if (found.size() != formula.size()) {
        throw new ModelException(
            "%d anchors (expected: %d)".formatted(found.size(), formula.size()));
      }
      int off = firstOff(found, formula, tolerance);
      if (off < 0) {
        return order;
      }
      fault = "anchor %d is %s (expected: %s)".formatted(off, found.get(off), formula.get(off));
    }
    throw new ModelException(fault);
  }

  /** The first that differs by more than the tolerance; -1 for none. */
  private static int firstOff(List<Anchor> found, List<Anchor> formula, double tolerance) {
    for (int index = 0; index < found.size(); index++) {
      if (!(found.get(index).distance(formula.get(index)) <= tolerance)) {
        return index;
      }
    }
    return -1;
  }

  /** Evenly from the smallest to the largest; beyond the last map the whole picture. */
  private static double scale(int map, int maps) {
    return map == maps ? 1 : SMALLEST_SCALE + (LARGEST_SCALE - SMALLEST_SCALE) * map / (maps - 1);
  }
}
