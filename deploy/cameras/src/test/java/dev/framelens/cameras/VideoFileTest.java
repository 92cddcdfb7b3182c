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
    try (var video = new VideoFile(SourceUri.file(clip), true)) {
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
    try (var video = new VideoFile(SourceUri.file(clip), false)) {
      assertThat(positions(video, 10)).hasSize(4);
    }
  }

  @Test
  void everyFrameShowsADifferentPicture() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 5, 5, 96, 64);
    var blues = new HashSet<Integer>();
    try (var video = new VideoFile(SourceUri.file(clip), false);
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
    assertThatThrownBy(() -> new VideoFile(SourceUri.file(notes), true))
        .isInstanceOf(FramelensException.class)
        .hasMessageStartingWith(notes + " shows no video: ");
  }

  @Test
  void aTruncatedVideoIsRefusedOrEndsButNeverHangs() throws Exception {
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 10, 5, 96, 64);
    byte[] bytes = Files.readAllBytes(clip);
    Path cut = Files.write(directory.resolve("cut.mp4"), Arrays.copyOf(bytes, 3000));
    assertThatThrownBy(() -> new VideoFile(SourceUri.file(cut), true))
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
}
