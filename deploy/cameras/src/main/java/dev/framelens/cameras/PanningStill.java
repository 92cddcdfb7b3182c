package dev.framelens.cameras;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** A still as a camera that pans over it. Owns the decoded still and the window on it. */
final class PanningStill implements FrameSource {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final double MICROS = 1e6;

  private final double framesPerSecond;
  private final Deadline deadline = new Deadline();
  private final VideoInput still;
  private final PanPath path;
  private final AVFrame window = av_frame_alloc();
  private long frames;

  /**
   * Decodes the picture.
   *
   * @throws SourceUnavailableException when it is none
   */
  PanningStill(SourceUri source, double framesPerSecond) {
    this.framesPerSecond = framesPerSecond;
    VideoInput opened = null;
    try {
      opened = VideoInput.open(source, deadline, PATIENCE);
      if (!opened.read()) {
        throw new SourceUnavailableException(source, opened.endReason());
      }
    } catch (RuntimeException failure) {
      if (opened != null) {
        opened.close();
      }
      deadline.close();
      av_frame_free(window);
      throw failure;
    }
    this.still = opened;
    this.path = new PanPath(still.pixels().width(), still.pixels().height());
  }

  @Override
  public Optional<SourceFrame> next() {
    double seconds = frames++ / framesPerSecond;
    av_frame_unref(window);
    Native.check(av_frame_ref(window, still.pixels()), "av_frame_ref");
    int left = path.leftAt(seconds);
    int top = path.topAt(seconds);
    window
        .crop_left(left)
        .crop_top(top)
        .crop_right(path.width() - path.windowWidth() - left)
        .crop_bottom(path.height() - path.windowHeight() - top);
    Native.check(
        av_frame_apply_cropping(window, AV_FRAME_CROP_UNALIGNED), "av_frame_apply_cropping");
    return Optional.of(SourceFrame.at(Math.round(seconds * MICROS), new Picture.Decoded(window)));
  }

  @Override
  public void close() {
    av_frame_free(window);
    still.close();
    deadline.close();
  }
}
