package dev.framelens.tagging.resizing;

import dev.framelens.model.detection.Box;
import dev.framelens.model.image.PictureCrop;
import dev.framelens.model.image.PictureShape;
import dev.framelens.tagging.admission.AdmittedFrame;

/**
 * The part of a frame that is looked at: the whole, or what its camera's region of interest covers.
 *
 * @param shape of the whole frame
 * @param crop the part, in whole blocks of pixels
 */
public record FrameRegion(PictureShape shape, PictureCrop crop) {

  public static FrameRegion of(AdmittedFrame frame) {
    var header = frame.frame().header();
    var shape =
        new PictureShape(header.start(), header.width(), header.height(), header.orientation());
    var region = frame.wanted().region();
    return new FrameRegion(
        shape,
        region == null
            ? PictureCrop.whole(shape)
            : PictureCrop.of(shape, region.top(), region.left(), region.bottom(), region.right()));
  }

  /** Pixels of the upright part. */
  public int width() {
    return crop.width();
  }

  /** Pixels of the upright part. */
  public int height() {
    return crop.height();
  }

  /** A box in fractions of the part, in fractions of the frame. */
  public Box inFrame(Box box) {
    // Exactly what it was, where there is nothing around it.
    return crop.equals(PictureCrop.whole(shape)) ? box : box.inWhole(crop, shape);
  }
}
