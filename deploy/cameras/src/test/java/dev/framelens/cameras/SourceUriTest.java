package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @CsvSource({
    "rtsp://admin:secret@10.0.0.7:554/live?token=secret, rtsp://***@10.0.0.7:554/live?***",
    "rtsp://admin:secr@secret@10.0.0.7/live, rtsp://***@10.0.0.7/live",
    "rtsp://secret@10.0.0.7:554/, rtsp://***@10.0.0.7:554/",
    "rtsp://10.0.0.7:554/user=admin_password=secret_channel=1_stream=0.sdp, rtsp://10.0.0.7:554/***",
    "rtsp://10.0.0.7/user=admin&password=secret&channel=1, rtsp://10.0.0.7/***",
    "http://10.0.0.7/cgi-bin/snapshot.cgi?usr=admin&pwd=secret, http://10.0.0.7/***?***",
    "http://10.0.0.7/img.jpg#secret, http://10.0.0.7/img.jpg#***",
    "rtmp://host/live/secret, rtmp://host/***",
    "srt://host:9000?passphrase=secret, srt://host:9000/***?***",
    "http://[fe80::1]:8080/video, http://[fe80::1]:8080/video",
    "rtsp://10.0.0.7/token/secret, rtsp://10.0.0.7/***",
    "http://host/videostream/sEcReT0123secret4567, http://host/***",
    "rtsp://10.0.0.7/live/ch0, rtsp://10.0.0.7/live/ch0",
    "https://cam.example/mjpg/video.mjpg, https://cam.example/mjpg/video.mjpg",
  })
  void neverShowsAPassword(String address, String shown) {
    assertThat(SourceUri.parse(address)).hasToString(shown);
    assertThat(shown).doesNotContain("secret");
  }

  @Test
  void neverShowsAPasswordOfWhatIsNoAddress() {
    for (String text :
        List.of(
            "rtsp://admin:sec/secret@h/live",
            "admin:secret@host/x",
            "gopher://a:secret@h",
            "rtsp:admin:secret@h")) {
      assertThat(ShownAddress.of(text)).doesNotContain("secret");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rtsp://admin:sec/secret@10.0.0.7/live",
        "rtsp://admin:sec?secret@10.0.0.7/live",
        "http://admin:sec#secret@10.0.0.7/live",
        "rtsp://10.0.0.7:secret/live",
        "rtsp://::1/live",
      })
  void refusesWhatEndsBeforeItsHostAndSaysHowAPasswordIsWritten(String address) {
    assertThatThrownBy(() -> SourceUri.parse(address))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("has no host and port")
        .hasMessageContaining("%2F, %3F, %23 and %40 for / ? # and @")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp://@239.0.0.1:1234",
        "rtp://[ff02::1]:5004",
        "udp://:5000",
        "rtsp://a:b@c:d%2F@h",
        "rtsp://host/user@yard:1/live",
        "srt://host:9000?mode=caller",
        "tcp://host:9000#x",
      })
  void takesWhatHasAHost(String address) {
    assertThat(SourceUri.parse(address).location()).isEqualTo(address);
  }

  @Test
  void refusesASchemeItDoesNotKnow() {
    assertThatThrownBy(() -> SourceUri.parse("gopher://admin:secret@host/x"))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("unknown scheme \"gopher\"")
        .hasMessageNotContaining("secret");
  }
}
