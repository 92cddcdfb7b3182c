package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("native")
final class VideoFileTest {
  @TempDir private Path directory;

  @BeforeEach
  void quiet() {
    Native.log(false);
  }

  @Test
  void framesAreDueByTheVideosOwnClockAndGoOnAfterTheLoop() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 4, 5, 96, 64);
    try (var video = new VideoFile(SourceUri.file(clip), true, OptionalDouble.empty(), 0)) {
      assertThat(positions(video, 10))
          .containsExactly(
              0L,
              200_000L,
              400_000L,
              600_000L, // once
              800_000L,
              1_000_000L,
              1_200_000L,
              1_400_000L, // twice
              1_600_000L,
              1_800_000L);
    }
  }

  @Test
  void onceEndsWithTheVideo() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 4, 5, 96, 64);
    try (var video = new VideoFile(SourceUri.file(clip), false, OptionalDouble.empty(), 0)) {
      assertThat(positions(video, 10)).hasSize(4);
    }
  }

  @Test
  void ofPicturesThatStandForThemselvesOnlyThoseThatAreDueAreDecoded() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 50, 25, 96, 64);
    try (var video = new VideoFile(SourceUri.file(clip), true, OptionalDouble.of(5), 0)) {
      assertThat(positions(video, 12))
          .containsExactly(
              0L,
              200_000L,
              400_000L,
              600_000L,
              800_000L,
              1_000_000L,
              1_200_000L,
              1_400_000L,
              1_600_000L,
              1_800_000L,
              2_000_000L,
              2_200_000L);
      assertThat(video.takePassedOver()).isEqualTo(9 * 4 + 4 + 4);
      assertThat(video.takePassedOver()).isZero();
    }
  }

  @Test
  void keyFramesDoAloneWhereTheyComeOftenEnough() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 60, 10, 96, 64, 10);
    List<byte[]> all = jpegs(clip, OptionalDouble.empty());
    assertThat(all).hasSize(60);

    try (var video = new VideoFile(SourceUri.file(clip), false, OptionalDouble.of(1), 0)) {
      assertThat(positions(video, 100))
          .containsExactly(0L, 1_000_000L, 2_000_000L, 3_000_000L, 4_000_000L, 5_000_000L);
      assertThat(video.takePassedOver()).isEqualTo(60 - 6);
    }
    List<byte[]> keys = jpegs(clip, OptionalDouble.of(1));
    for (int second = 0; second < 6; second++) {
      assertThat(keys.get(second)).isEqualTo(all.get(10 * second));
    }
  }

  private static List<byte[]> jpegs(Path clip, OptionalDouble framesPerSecond) {
    var jpegs = new ArrayList<byte[]>();
    try (var video = new VideoFile(SourceUri.file(clip), false, framesPerSecond, 0);
        var encoder = new PictureEncoder(OptionalInt.empty(), 90)) {
      for (var frame = video.next(); frame.isPresent(); frame = video.next()) {
        jpegs.add(encoder.encode(frame.get().picture()));
      }
    }
    return jpegs;
  }

  @Test
  void everyFrameShowsADifferentPicture() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 5, 5, 96, 64);
    var blues = new HashSet<Integer>();
    try (var video = new VideoFile(SourceUri.file(clip), false, OptionalDouble.empty(), 0);
        var encoder = new PictureEncoder(OptionalInt.empty(), 90)) {
      for (var frame = video.next(); frame.isPresent(); frame = video.next()) {
        byte[] jpeg = encoder.encode(frame.get().picture());
        blues.add(TestPictures.read(jpeg).getRGB(48, 32) & 0xF0);
      }
    }
    assertThat(blues).hasSizeGreaterThanOrEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.mp4", "notes.txt", "notes.avi"})
  void aTextFileIsNoVideoWhateverItsName(String name) throws Exception {
    Path notes = Files.writeString(directory.resolve(name), "Buy milk.\n".repeat(500));
    assertThatThrownBy(() -> new VideoFile(SourceUri.file(notes), true, OptionalDouble.empty(), 0))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(notes + " shows no video: ");
  }

  @Test
  void aTruncatedVideoIsRefusedOrEndsButNeverHangs() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 10, 5, 96, 64);
    byte[] bytes = Files.readAllBytes(clip);
    Path cut = Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, 3000));
    assertThatThrownBy(() -> new VideoFile(SourceUri.file(cut), true, OptionalDouble.empty(), 0))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("shows no video");
  }

  private static List<Long> positions(FrameSource source, int atMost) {
    var positions = new ArrayList<Long>();
    for (int frame = 0; frame < atMost; frame++) {
      source.next().ifPresent(next -> positions.add(next.positionMicros().orElseThrow()));
    }
    return positions;
  }

  @Test
  void jpegsOfTheirOwnSizeGoOnAsTheyAre() {
    Path clip = directory.resolve("jpegs.mkv");
    MadeUpClip.write(clip, MadeUpClip.Codec.MJPEG, 320, 180, 10, 1, 1);

    try (var asTheyAre = new VideoFile(SourceUri.file(clip), false, OptionalDouble.of(5), 320);
        var smaller = new VideoFile(SourceUri.file(clip), false, OptionalDouble.of(5), 319)) {
      assertThat(asTheyAre.next().orElseThrow().picture()).isInstanceOf(Picture.Encoded.class);
      assertThat(asTheyAre.next().orElseThrow().positionMicros()).hasValue(200_000);
      assertThat(smaller.next().orElseThrow().picture()).isInstanceOf(Picture.Decoded.class);
    }
  }

  /** What is not shown is decoded where a picture that is shown builds on it, and is as it was. */
  @Test
  void picturesBetweenKeyFramesAreTheSameWithOthersLeftOut() {
    Path clip = directory.resolve("clip.mkv");
    MadeUpClip.write(clip, MadeUpClip.Codec.H264, 320, 180, 30, 3, 2);

    List<byte[]> all = jpegs(clip, OptionalDouble.empty());
    List<byte[]> thinned = jpegs(clip, OptionalDouble.of(4));

    assertThat(all).hasSize(90);
    // The clock of the container counts in milliseconds.
    assertThat(thinned).hasSize(12);
    assertThat(all).containsAll(thinned);
  }
}
