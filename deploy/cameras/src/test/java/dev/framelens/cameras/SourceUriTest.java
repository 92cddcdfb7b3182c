package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceUriTest {

  @ParameterizedTest
  @CsvSource({
    "clips/a.mp4, PATH, clips/a.mp4",
    "file:clips/a.mp4, PATH, clips/a.mp4",
    "file:///clips/a.mp4, PATH, /clips/a.mp4",
    "pan:coffee.jpg, STILL, coffee.jpg",
    "/dev/video0, DEVICE, /dev/video0",
    "v4l2:/dev/video1, DEVICE, /dev/video1",
    "rtsp://10.0.0.7/live, NETWORK, rtsp://10.0.0.7/live",
    "HTTPS://host/mjpeg, NETWORK, HTTPS://host/mjpeg",
  })
  void tellsTheKindByTheAddress(String text, SourceUri.Kind kind, String location) {
    SourceUri source = SourceUri.parse(text);
    assertThat(source.kind()).isEqualTo(kind);
    assertThat(source.location()).isEqualTo(location);
  }

  @Test
  void neverShowsAPassword() {
    assertThat(SourceUri.parse("rtsp://admin:secret@10.0.0.7:554/live?token=secret"))
        .hasToString("rtsp://***@10.0.0.7:554/live?***");
  }

  @Test
  void refusesASchemeItDoesNotKnow() {
    assertThatThrownBy(() -> SourceUri.parse("gopher://admin:secret@host/x"))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("unknown scheme \"gopher\"")
        .hasMessageNotContaining("secret");
  }
}
