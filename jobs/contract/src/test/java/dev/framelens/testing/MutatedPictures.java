package dev.framelens.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Real pictures with random damage of the kinds that disks, networks and cameras do. */
public final class MutatedPictures {
  private static final List<byte[]> WHOLE =
      List.of(
          Pictures.jpeg(Pictures.gradient(320, 240)),
          Pictures.progressiveJpeg(Pictures.gradient(160, 120)),
          Pictures.jpeg(Pictures.grey(Pictures.gradient(64, 48))),
          Pictures.png(Pictures.gradient(160, 120)),
          Pictures.png(Pictures.grey(Pictures.gradient(33, 17))));

  private final Random random;

  /** The same seed makes the same pictures in the same order. */
  public MutatedPictures(long seed) {
    this.random = new Random(seed);
  }

  public byte[] next() {
    return mutated(WHOLE.get(random.nextInt(WHOLE.size())));
  }

  private byte[] mutated(byte[] whole) {
    byte[] picture = whole.clone();
    for (int change = random.nextInt(4); change >= 0; change--) {
      picture =
          switch (random.nextInt(6)) {
            case 0 -> flipped(picture, picture.length);
            case 1 -> flipped(picture, Math.min(picture.length, 700)); // where headers are
            case 2 -> Arrays.copyOf(picture, 1 + random.nextInt(picture.length));
            case 3 -> inserted(picture);
            case 4 -> removed(picture);
            default -> repeated(picture);
          };
    }
    return picture;
  }

  private byte[] flipped(byte[] picture, int within) {
    for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
      picture[random.nextInt(within)] = (byte) random.nextInt(256);
    }
    return picture;
  }

  private byte[] inserted(byte[] picture) {
    byte[] more = new byte[1 + random.nextInt(64)];
    random.nextBytes(more);
    int at = random.nextInt(picture.length + 1);
    byte[] longer = Arrays.copyOf(picture, picture.length + more.length);
    System.arraycopy(picture, at, longer, at + more.length, picture.length - at);
    System.arraycopy(more, 0, longer, at, more.length);
    return longer;
  }

  private byte[] removed(byte[] picture) {
    int from = random.nextInt(picture.length);
    int length = Math.min(picture.length - from - 1, random.nextInt(64));
    if (length <= 0) {
      return picture;
    }
    byte[] shorter = Arrays.copyOf(picture, picture.length - length);
    System.arraycopy(picture, from + length, shorter, from, shorter.length - from);
    return shorter;
  }

  private byte[] repeated(byte[] picture) {
    int from = random.nextInt(picture.length);
    int length = Math.min(picture.length - from, random.nextInt(512));
    int to = random.nextInt(picture.length - length + 1);
    System.arraycopy(picture, from, picture, to, length);
    return picture;
  }
}
