package dev.framelens.model.detection;

import dev.framelens.model.image.PictureCrop;
import dev.framelens.model.image.PictureFit;
import dev.framelens.model.image.PictureShape;

/**
 * A rectangle in fractions of a picture: 0 is its top or left edge, 1 its bottom or right one. What
 * a network says may reach beyond the picture; a box whose bottom lies above its top is empty.
 */
public record Box(double top, double left, double bottom, double right) {

  /** In fractions of the picture's area; 0 when empty. */
  public double area() {
    return Math.max(0, bottom - top) * Math.max(0, right - left);
  }

  /**
   * Intersection over union (the SSD paper's jaccard overlap), in [0, 1]; empty boxes overlap
   * nothing.
   */
  public double overlap(Box other) {
    double common = intersection(other);
    return common == 0 ? 0 : common / (area() + other.area() - common);
  }

  /** The area that both cover. */
  public double intersection(Box other) {
    double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    double width = Math.min(right, other.right) - Math.max(left, other.left);
    return height <= 0 || width <= 0 ? 0 : height * width;
  }

  /**
   * A box of the square that the network saw, in fractions of the picture behind it, without what
   * lies outside.
   *
   * @param fit how the picture came into the square
   * @param width pixels of the picture, or anything in that proportion
   */
  public Box onPicture(PictureFit fit, int width, int height) {
    double down = fit.squareOverPicture(height, width);
    double across = fit.squareOverPicture(width, height);
    return new Box(
        clip(top * down), clip(left * across), clip(bottom * down), clip(right * across));
  }

  /**
   * A box in fractions of a part of a picture, in fractions of the whole one: what {@link
   * #onPicture} gives of a part's pixels becomes one of the upright picture.
   *
   * @param crop the part
   * @param shape of the whole picture
   */
  public Box inWhole(PictureCrop crop, PictureShape shape) {
    return new Box(
        (crop.top() + top * crop.height()) / shape.height(),
        (crop.left() + left * crop.width()) / shape.width(),
        (crop.top() + bottom * crop.height()) / shape.height(),
        (crop.left() + right * crop.width()) / shape.width());
  }

  private static double clip(double fraction) {
    return Math.max(0, Math.min(fraction, 1));
  }
}
