package dev.framelens.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CamerasFileTest {
  private static final CameraOptions STANDARD =
      CameraOptions.of(new CameraId("any"), SourceUri.parse("any.mp4"));

  @TempDir private Path folder;

  @Test
  void aCameraHasWhatItSaysThenTheDefaultsThenTheOptions() throws IOException {
    Files.writeString(folder.resolve("yard"), "rtsp://admin:S3cr@t@10.0.0.9/live\nmore\n");

    List<CameraOptions> cameras =
        read(
            """
            defaults: {fps: 5, quality: 70}
            cameras:
              gate-3: {source: 'rtsp://10.0.0.8/live', fps: 2, width: 640}
              yard: {sourceFile: %s, loop: false}
            """
                .formatted(folder.resolve("yard")));

    assertThat(cameras)
        .containsExactly(
            new CameraOptions(
                new CameraId("gate-3"),
                SourceUri.parse("rtsp://10.0.0.8/live"),
                OptionalDouble.of(2),
                OptionalInt.of(640),
                70,
                true),
            new CameraOptions(
                new CameraId("yard"),
                SourceUri.parse("rtsp://admin:S3cr@t@10.0.0.9/live"),
                OptionalDouble.of(5),
                OptionalInt.empty(),
                70,
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cameras: {gate: {source: a.mp4, fps: 0}}| cameras.gate.fps of the file is 0 (expected: a number above 0",
        "cameras: {gate: {source: a.mp4, widht: 9}}| the field cameras.gate.widht (expected: source",
        "cameras: {gate: {fps: 5}}| cameras.gate.source of the file is absent (expected: a source or a sourceFile",
        "cameras: {gate 3: {source: a.mp4}}| Camera id \"gate 3\" (expected: 1 to 128",
        "cameras: {gate: {source: 'ftp://u:pw@host/x'}}| the unknown scheme \"ftp\"",
        "defaults: {source: a.mp4}| the field defaults.source (expected: fps",
        "defaults: {fps: 5}| cameras of the file is absent",
        "cameras: {gate: {source: a.mp4}, gate: {source: b.mp4}}| Duplicate field 'gate'"
      })
  void whatIsWrongIsNamed(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(FramelensException.class)
        .hasMessageContaining("cameras.yaml")
        .hasMessageContaining(message)
        .hasMessageNotContaining("pw");
  }

  @Test
  void theSchemaHasTheFieldsThatAreRead() throws IOException {
    try (var stream =
        CamerasFile.class.getResourceAsStream("/dev/framelens/schemas/cameras-1.json")) {
      var schema = new JsonMapper().readTree(Objects.requireNonNull(stream));

      assertThat(schema.get("properties").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(CamerasFile.FIELDS);
      assertThat(schema.at("/properties/defaults/properties").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(CamerasFile.DEFAULTS);
      assertThat(schema.at("/properties/cameras/additionalProperties/properties").fieldNames())
          .toIterable()
          .containsExactlyElementsOf(CamerasFile.OF_CAMERA);
    }
  }

  @Test
  void everyCameraHasOneShardAndEachShardItsPart() {
    var cameras =
        IntStream.range(0, 500).mapToObj(number -> new CameraId("camera-" + number)).toList();
    var seen = new HashSet<CameraId>();
    for (int number = 1; number <= 5; number++) {
      var shard = Shard.parse(number + "/5");
      var part = cameras.stream().filter(shard::has).toList();
      assertThat(part).hasSizeBetween(70, 130);
      assertThat(seen).doesNotContainAnyElementsOf(part);
      seen.addAll(part);
    }
    assertThat(seen).hasSize(500);
    assertThatThrownBy(() -> Shard.parse("6/5")).hasMessageContaining("6/5 (expected: I/N");
  }

  @ParameterizedTest
  @CsvSource({
    "/videos/yard view.mp4, yard-view",
    "rtsp://admin:S3cr@t@10.0.0.9:554/live/1, 10.0.0.9-554-live-1",
    "/dev/video0, video0"
  })
  void aSourceTellsACamerasName(String source, String id) {
    assertThat(SourceUri.parse(source).derivedId()).hasToString(id);
  }

  private List<CameraOptions> read(String yaml) {
    Path file = folder.resolve("cameras.yaml");
    try {
      Files.writeString(file, yaml);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    return CamerasFile.read(file, STANDARD, Shard.WHOLE);
  }
}
