package dev.framelens.cameras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.HeaderNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.kafka.WholeTopic;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.testing.Await;
import dev.framelens.testing.TestBroker;
import java.awt.image.BufferedImage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FleetTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.123Z");

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private TestBroker broker;

  @BeforeAll
  void start() {
    Native.log(false);
    broker = TestBroker.start();
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void aFolderAndAStillArriveWithTheirKeysHeadersAndPictures(@TempDir Path directory)
      throws Exception {
    ensure("folder-and-still");
    Path folder = Files.createDirectory(directory.resolve("pictures"));
    Path small = folder.resolve("1.jpg");
    TestPictures.write(small, TestPictures.gradient(200, 100, 1));
    TestPictures.write(folder.resolve("2.png"), TestPictures.gradient(640, 320, 2));
    Files.writeString(folder.resolve("3.png"), "no picture");
    TestPictures.write(folder.resolve("4.jpg"), TestPictures.gradient(640, 320, 3));
    Path still = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(500, 400, 4));

    List<ConsumerRecord<String, byte[]>> frames;
    var fleet = fleet(InstantSource.fixed(NOON), FleetTest::timeStandsStill);
    try (var publisher = publisher("folder-and-still", 64 << 20);
        fleet) {
      fleet.add(options("folder", folder, 50, 320, false));
      fleet.add(options("still", still, 50, 320, true));
      fleet.start(publisher);
      frames = frames("folder-and-still", 13);
    }

    List<ConsumerRecord<String, byte[]>> folders = of("folder", frames);
    assertThat(folders).hasSize(3);
    assertThat(folders.get(0).value()).isEqualTo(Files.readAllBytes(small));
    assertThat(sizes(folders)).containsExactly("200x100", "320x160", "320x160");
    assertThat(header(folders, HeaderNames.SEQUENCE)).containsExactly("1", "2", "3");
    assertThat(header(folders, HeaderNames.TIME)).allMatch(NOON.toString()::equals);

    List<ConsumerRecord<String, byte[]>> stills = of("still", frames);
    assertThat(stills.size()).isGreaterThanOrEqualTo(10);
    assertThat(sizes(stills)).containsOnly("320x256");

    CameraCounts counts = counts(fleet, new CameraId("folder"));
    long bytes = folders.stream().mapToLong(frame -> frame.value().length).sum();
    assertThat(counts).isEqualTo(new CameraCounts(3, 0, 0, bytes));
    assertThat(notices).singleElement().asString().contains("3.png is passed over: ");
  }

  @Test
  void aVideoEndsOnceAndEveryFrameIsThere(@TempDir Path directory) throws Exception {
    ensure("video");
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 12, 25, 96, 64);
    try (var publisher = publisher("video", 64 << 20);
        var fleet = fleet(InstantSource.system(), FleetTest::timeStandsStill)) {
      fleet.add(
          new CameraOptions(
              new CameraId("clip"),
              SourceUri.file(clip),
              OptionalDouble.empty(),
              OptionalInt.empty(),
              80,
              false));
      fleet.start(publisher);
      assertThat(fleet.await(PATIENCE)).isTrue();
      assertThat(fleet.failures()).isEmpty();
      assertThat(header(frames("video", 12), HeaderNames.SEQUENCE))
          .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");
    }
  }

  @Test
  void aVideoAtALowerRateShowsFewerOfItsFramesAndNoSlowMotion(@TempDir Path directory)
      throws Exception {
    ensure("thinned");
    Path clip = TestPictures.video(directory.resolve("clip.mp4"), 10, 20, 96, 64);
    try (var publisher = publisher("thinned", 64 << 20);
        var fleet = fleet(InstantSource.system(), FleetTest::timeStandsStill)) {
      fleet.add(options("clip", clip, 10, 96, false));
      fleet.start(publisher);
      assertThat(fleet.await(PATIENCE)).isTrue();
      assertThat(header(frames("thinned", 5), HeaderNames.SEQUENCE))
          .containsExactly("1", "2", "3", "4", "5");
    }
  }

  @Test
  void whenKafkaIsAwayFramesAreDroppedAtTheCameraAndCounted(@TempDir Path directory)
      throws Exception {
    Path still = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(500, 400, 4));
    TestBroker away = TestBroker.start();
    Topics.ensure(KafkaConnection.to(away.bootstrapServers()), TopicNames.standard(), 1);
    var publisher =
        new CameraPublisher(KafkaConnection.to(away.bootstrapServers()), "frames", 50_000);
    var fleet = fleet(InstantSource.system());
    var id = new CameraId("still");
    try (away;
        publisher;
        fleet) {
      fleet.add(options("still", still, 100, 320, true));
      fleet.start(publisher);
      Await.until("a frame was sent", () -> counts(fleet, id).sent() > 0);
      shutDown(away);
      Await.until("frames are dropped", () -> counts(fleet, id).droppedAtCamera() >= 20);
      assertThat(publisher.inFlightBytes()).isBetween(1L, 50_000L);
    }
    assertThat(publisher.inFlightBytes()).isZero();
    assertThat(fleet.failures()).isEmpty();
  }

  @Test
  void refusesWhatIsNotThereBeforeAnythingIsSent(@TempDir Path directory) throws Exception {
    try (var fleet = fleet(InstantSource.system())) {
      assertThatThrownBy(() -> fleet.add(options("a", directory.resolve("none.mp4"), 5, 320, true)))
          .isInstanceOf(FramelensException.class)
          .hasMessageContaining("none.mp4 is not there");
      assertThatThrownBy(() -> fleet.add(options("a", directory, 5, 320, true)))
          .isInstanceOf(FramelensException.class)
          .hasMessageContaining("has no pictures");
    }
  }

  @Test
  void aFolderWithoutOneReadablePictureFailsItsCameraAndNoOther(@TempDir Path directory)
      throws Exception {
    ensure("broken");
    Files.writeString(directory.resolve("1.jpg"), "no picture");
    try (var publisher = publisher("broken", 64 << 20);
        var fleet = fleet(InstantSource.system())) {
      fleet.add(options("broken", directory, 5, 320, true));
      fleet.start(publisher);
      assertThat(fleet.await(PATIENCE)).isTrue();
      assertThat(fleet.failures().get(new CameraId("broken")))
          .hasMessageContaining("none of its 1 pictures can be read");
    }
  }

  @Test
  void everyCamerasStateIsTold(@TempDir Path directory) throws Exception {
    var kafka = KafkaConnection.to(broker.bootstrapServers());
    Topics.ensureStandard(kafka, 1);
    Path still = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(500, 400, 4));
    try (var publisher = publisher("frames", 64 << 20);
        var fleet = fleet(InstantSource.system())) {
      fleet.add(options("still", still, 20, 320, true));
      fleet.add(CameraOptions.of(new CameraId("dead"), SourceUri.parse("rtsp://127.0.0.1:1/x")));
      fleet.start(publisher);
      try (var reporter =
          StatusReporter.start(fleet, publisher, CameraStatus.TOPIC, "test-bridge")) {
        Await.until(
            "both are told",
            () ->
                statuses(kafka).values().stream().anyMatch(status -> status.fps() > 10)
                    && statuses(kafka).values().stream()
                        .anyMatch(status -> "Connection refused".equals(status.reason())));
        assertThat(reporter).isNotNull();
        var told = statuses(kafka);
        assertThat(told.get("still"))
            .satisfies(status -> assertThat(status.state()).isEqualTo(CameraState.ONLINE))
            .satisfies(status -> assertThat(status.bridge()).isEqualTo("test-bridge"))
            .satisfies(status -> assertThat(status.width()).isEqualTo(320));
        assertThat(told.get("dead"))
            .satisfies(status -> assertThat(status.state()).isEqualTo(CameraState.OFFLINE))
            .satisfies(status -> assertThat(status.published()).isZero());
        fleet.stop();
        assertThat(fleet.await(PATIENCE)).isTrue();
      }
    }
    assertThat(statuses(kafka).values())
        .hasSize(2)
        .allSatisfy(status -> assertThat(status.state()).isEqualTo(CameraState.OFFLINE))
        .allSatisfy(status -> assertThat(status.reason()).isEqualTo("the bridge was stopped"));
  }

  @Test
  void camerasComeGoAndChangeWithoutDisturbingOthers(@TempDir Path directory) throws Exception {
    Topics.ensureStandard(KafkaConnection.to(broker.bootstrapServers()), 1);
    Path still = TestPictures.write(directory.resolve("s.png"), TestPictures.gradient(500, 400, 4));
    CameraOptions stays = options("stays", still, 20, 320, true);
    try (var publisher = publisher("frames", 64 << 20);
        var fleet = fleet(InstantSource.system());
        var health =
            HealthServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), fleet)) {
      fleet.add(stays);
      fleet.add(options("goes", still, 20, 320, true));
      fleet.add(options("changes", still, 20, 320, true));
      fleet.start(publisher);
      Await.until(
          "all send", () -> fleet.counts().values().stream().allMatch(all -> all.sent() > 0));
      Camera before = fleet.cameras().get(0);

      var gone =
          fleet.change(
              List.of(
                  stays,
                  options("changes", still, 20, 160, true),
                  options("comes", still, 20, 320, true)),
              publisher);

      assertThat(gone).containsExactly(new CameraId("goes"));
      assertThat(fleet.cameras().get(0)).isSameAs(before);
      Await.until(
          "all send", () -> fleet.counts().values().stream().allMatch(all -> all.sent() > 0));
      assertThat(fleet.counts()).containsOnlyKeys(ids("stays", "changes", "comes"));
      assertThatThrownBy(
              () ->
                  fleet.change(
                      List.of(options("x", directory.resolve("none"), 5, 320, true)), publisher))
          .isInstanceOf(FramelensException.class);
      assertThat(fleet.counts()).containsOnlyKeys(ids("stays", "changes", "comes"));
      assertThat(get(health, "/health"))
          .isEqualTo("{\"cameras\":3,\"online\":3,\"frozen\":0,\"offline\":0}\n");
      assertThat(get(health, "/metrics"))
          .contains("framelens_cameras{state=\"online\"} 3\n")
          .contains("# TYPE framelens_camera_frames_total counter\n");
    }
  }

  private static CameraId[] ids(String... ids) {
    return Arrays.stream(ids).map(CameraId::new).toArray(CameraId[]::new);
  }

  private static String get(HealthServer health, String path) throws Exception {
    var uri = URI.create("http://127.0.0.1:%d%s".formatted(health.port(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static Map<String, CameraStatus> statuses(KafkaConnection kafka) {
    var statuses = new HashMap<String, CameraStatus>();
    WholeTopic.read(
        kafka,
        CameraStatus.TOPIC,
        record -> {
          CameraStatus status = CameraStatus.read(record);
          statuses.put(status.camera(), status);
        });
    return statuses;
  }

  /** However slow the machine, no frame is late. */
  private static long timeStandsStill() {
    return 0;
  }

  private static void shutDown(TestBroker broker) {
    broker.close();
  }

  private static CameraCounts counts(Fleet fleet, CameraId id) {
    return requireNonNull(fleet.counts().get(id));
  }

  private Fleet fleet(InstantSource clock) {
    return fleet(clock, System::nanoTime);
  }

  private Fleet fleet(InstantSource clock, LongSupplier nanoTime) {
    notices.clear();
    return new Fleet(clock, nanoTime, notices::add);
  }

  private CameraPublisher publisher(String topic, long maxInFlightBytes) {
    return new CameraPublisher(
        KafkaConnection.to(broker.bootstrapServers()), topic, maxInFlightBytes);
  }

  private void ensure(String frames) {
    var names =
        new TopicNames(
            frames,
            "labels",
            "rejected-frames",
            "dropped-frames",
            "latency",
            "camera-config",
            "rejected-config");
    Topics.ensure(KafkaConnection.to(broker.bootstrapServers()), names, 1);
  }

  private static CameraOptions options(
      String id, Path source, double framesPerSecond, int width, boolean loop) {
    return new CameraOptions(
        new CameraId(id),
        SourceUri.file(source),
        OptionalDouble.of(framesPerSecond),
        OptionalInt.of(width),
        80,
        loop);
  }

  private List<ConsumerRecord<String, byte[]>> frames(String topic, int atLeast) {
    var frames = new ArrayList<ConsumerRecord<String, byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = List.of(new TopicPartition(topic, 0));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (frames.size() < atLeast) {
        consumer.poll(Duration.ofMillis(200)).forEach(frames::add);
      }
    }
    return frames;
  }

  private static List<ConsumerRecord<String, byte[]>> of(
      String camera, List<ConsumerRecord<String, byte[]>> frames) {
    return frames.stream().filter(frame -> frame.key().equals(camera)).toList();
  }

  private static List<String> header(List<ConsumerRecord<String, byte[]>> frames, String name) {
    return frames.stream()
        .map(frame -> new String(frame.headers().lastHeader(name).value(), UTF_8))
        .toList();
  }

  private static List<String> sizes(List<ConsumerRecord<String, byte[]>> frames) throws Exception {
    var sizes = new ArrayList<String>();
    for (ConsumerRecord<String, byte[]> frame : frames) {
      BufferedImage picture = TestPictures.read(frame.value());
      sizes.add(picture.getWidth() + "x" + picture.getHeight());
    }
    return sizes;
  }
}
