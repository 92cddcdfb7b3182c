package dev.framelens.model.mobilenet;

import dev.framelens.model.image.PixelBatch;
import java.util.SplittableRandom;

/**
 * Pictures that no camera took, with what photographs have in common: as much contrast at every
 * scale (a spectrum of 1/f; Field, Journal of the Optical Society of America A 4, 1987), most of it
 * in the brightness and little in the colours. A network's layers are on average as busy with them
 * as with photographs.
 */
public final class MadeUpPictures {
  private static final int RGB = 3;
  private static final double DARKEST = 60;
  private static final double BRIGHTEST = 180;
  private static final double LEAST_CONTRAST = 30;
  private static final double MOST_CONTRAST = 90;
  private static final double COLOUR = 0.35;

  private MadeUpPictures() {}

  /**
   * A picture, the same for the same numbers.
   *
   * @param side pixels
   * @return {@code [side, side, 3]}, RGB
   */
  public static byte[] picture(int side, int number) {
    var random = new SplittableRandom(number);
    double[] brightness = noise(side, random);
    double[] red = noise(side, random);
    double[] blue = noise(side, random);
    double mean = random.nextDouble(DARKEST, BRIGHTEST);
    double contrast = random.nextDouble(LEAST_CONTRAST, MOST_CONTRAST);
    var rgb = new byte[side * side * RGB];
    for (int pixel = 0; pixel < brightness.length; pixel++) {
      double grey = mean + contrast * brightness[pixel];
      rgb[RGB * pixel] = toByte(grey + COLOUR * contrast * red[pixel]);
      rgb[RGB * pixel + 1] = toByte(grey);
      rgb[RGB * pixel + 2] = toByte(grey + COLOUR * contrast * blue[pixel]);
    }
    return rgb;
  }

  /** The first pictures; the caller closes them. */
  public static PixelBatch batch(int pictures, int side) {
    var batch = new PixelBatch(pictures, side);
    for (int number = 0; number < pictures; number++) {
      batch.add(picture(side, number));
    }
    return batch;
  }

  /** Grids of random numbers, each twice as fine as the last, added: deviation 1, mean near 0. */
  private static double[] noise(int side, SplittableRandom random) {
    var noise = new double[side * side];
    for (int cells = 2; cells <= side; cells *= 2) {
      addGrid(noise, side, cells, random);
    }
    double squares = 0;
    for (double value : noise) {
      squares += value * value;
    }
    double deviation = Math.sqrt(squares / noise.length);
    for (int pixel = 0; pixel < noise.length; pixel++) {
      noise[pixel] /= deviation;
    }
    return noise;
  }

  /** Bilinear between the corners of {@code cells} by {@code cells}. */
  private static void addGrid(double[] noise, int side, int cells, SplittableRandom random) {
    int corners = cells + 1;
    double[] grid = random.doubles((long) corners * corners, -1, 1).toArray();
    for (int y = 0; y < side; y++) {
      double row = y * (double) cells / side;
      double down = row - Math.floor(row);
      for (int x = 0; x < side; x++) {
        double column = x * (double) cells / side;
        double along = column - Math.floor(column);
        int corner = ((int) row) * corners + (int) column;
        double above = grid[corner] * (1 - along) + grid[corner + 1] * along;
        double below = grid[corner + corners] * (1 - along) + grid[corner + corners + 1] * along;
        noise[y * side + x] += above * (1 - down) + below * down;
      }
    }
  }

  private static byte toByte(double value) {
    long rounded = Math.round(Math.min(Math.max(value, 0), 255));
    return (byte) rounded;
  }
}
