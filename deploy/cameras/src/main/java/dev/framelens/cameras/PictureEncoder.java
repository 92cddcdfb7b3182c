package dev.framelens.cameras;

import java.util.OptionalInt;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/**
 * The JPEGs of one camera. Its encoder is opened once for a size, and again only when the source
 * changes its own.
 */
final class PictureEncoder implements AutoCloseable {
  private final OptionalInt widthPixels;
  private final int quality;
  private @Nullable JpegEncoder encoder;

  PictureEncoder(OptionalInt widthPixels, int quality) {
    this.widthPixels = widthPixels;
    this.quality = quality;
  }

  byte[] encode(Picture picture) {
    if (picture instanceof Picture.Encoded encoded) {
      return encoded.jpeg();
    }
    AVFrame pixels = ((Picture.Decoded) picture).pixels();
    return encoder(pixels.width(), pixels.height()).encode(pixels);
  }

  private JpegEncoder encoder(int sourceWidth, int sourceHeight) {
    int width = Math.min(sourceWidth, widthPixels.orElse(sourceWidth));
    int height = Math.max(1, Math.round((float) sourceHeight * width / sourceWidth));
    JpegEncoder open = encoder;
    if (open != null && open.width() == width && open.height() == height) {
      return open;
    }
    close();
    open = new JpegEncoder(width, height, quality);
    encoder = open;
    return open;
  }

  @Override
  public void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }
}
