package dev.framelens.model.mobilenet;

/**
 * How bytes become the numbers that a network was trained on: {@code byte · factor + offset}.
 *
 * @param offset added after the factor
 */
public record PixelScale(float factor, float offset) {
  /** Slim's inception preprocessing, (byte / 255 - 0.5) · 2: [-1, 1]. */
  public static final PixelScale INCEPTION = new PixelScale(1 / 127.5f, -1);

  /** Of quantised networks, (byte - 128) / 128: [-1, 1). */
  public static final PixelScale QUANTISED = new PixelScale(1 / 128f, -1);
}
