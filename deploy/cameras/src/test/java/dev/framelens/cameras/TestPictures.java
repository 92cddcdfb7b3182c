package dev.framelens.cameras;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Pictures and videos made by arithmetic. */
final class TestPictures {
  private TestPictures() {}

  /** Red grows to the right, green downwards, blue with {@code step}. */
  static BufferedImage gradient(int width, int height, int step) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, red(x, width) << 16 | red(y, height) << 8 | (step * 16 & 0xFF));
      }
    }
    return image;
  }

  private static int red(int position, int size) {
    return 255 * position / Math.max(1, size - 1);
  }

  static Path write(Path file, BufferedImage image) throws IOException {
    String name = file.getFileName().toString();
    ImageIO.write(image, name.substring(name.lastIndexOf('.') + 1), file.toFile());
    return file;
  }

  static byte[] jpeg(BufferedImage image) throws IOException {
    var bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpg", bytes);
    return bytes.toByteArray();
  }

  static BufferedImage read(byte[] encoded) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(encoded));
  }

  /** A video whose pictures differ: the gradient moves through blue. */
  static Path video(Path file, int frames, double framesPerSecond, int width, int height)
      throws IOException {
    return video(file, frames, framesPerSecond, width, height, 1);
  }

  /**
   * The same.
   *
   * @param keyEvery 1 for JPEGs, which stand for themselves; else so many frames from one key frame
   *     to the next
   */
  static Path video(
      Path file, int frames, double framesPerSecond, int width, int height, int keyEvery)
      throws IOException {
    Native.log(false);
    try (var recorder = new FFmpegFrameRecorder(file.toFile(), width, height)) {
      recorder.setFormat("mp4");
      if (keyEvery == 1) {
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
      } else {
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_MPEG4);
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setGopSize(keyEvery);
        recorder.setVideoBitrate(2_000_000);
      }
      recorder.setFrameRate(framesPerSecond);
      recorder.start();
      record(recorder, frames, width, height);
      recorder.stop();
    }
    return Files.size(file) > 0 ? file : Path.of("");
  }

  /** The same pictures with a recorder that has started. */
  static void record(FFmpegFrameRecorder recorder, int frames, int width, int height)
      throws IOException {
    try (var frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3)) {
      for (int i = 0; i < frames; i++) {
        fill(frame, gradient(width, height, i));
        recorder.record(frame);
      }
    }
  }

  private static void fill(Frame frame, BufferedImage image) {
    var pixels = (ByteBuffer) frame.image[0];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int at = y * frame.imageStride + x * 3;
        pixels.put(at, (byte) rgb).put(at + 1, (byte) (rgb >> 8)).put(at + 2, (byte) (rgb >> 16));
      }
    }
  }
}
