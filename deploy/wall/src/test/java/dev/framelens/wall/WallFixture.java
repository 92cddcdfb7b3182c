package dev.framelens.wall;

import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.testing.TestBroker;
import dev.framelens.wall.Outcomes.Found;
import dev.framelens.wall.server.WallServer;
import dev.framelens.wall.server.WallSettings;
import java.time.InstantSource;

/** A broker, and what a job would write there. */
public final class WallFixture implements AutoCloseable {
  private final TestBroker broker = TestBroker.start();
  private final TopicNames topics = TopicNames.standard();
  private final Sender sender;

  /** With all topics. */
  public WallFixture() {
    Topics.ensureStandard(kafka(), 2);
    sender = new Sender(broker.bootstrapServers());
  }

  public KafkaConnection kafka() {
    return KafkaConnection.to(broker.bootstrapServers());
  }

  public TopicNames topics() {
    return topics;
  }

  public Sender sender() {
    return sender;
  }

  public WallServer wall(WallSettings settings) {
    return WallServer.start(kafka(), topics, settings, InstantSource.system());
  }

  /** Sends a frame; returns its place, {@code PARTITION@OFFSET}. */
  public String frame(String camera, byte[] picture) {
    var sent = sender.send(topics.frames(), camera, picture);
    return sent.partition() + "@" + sent.offset();
  }

  /** Sends a frame of that size and its label; returns the frame's place. */
  public String labelled(
      String camera, byte[] picture, int width, int height, String name, Found... found) {
    var sent = sender.send(topics.frames(), camera, picture);
    sender.send(
        topics.labels(),
        camera,
        Outcomes.label(camera, sent.partition(), sent.offset(), width, height, name, found));
    return sent.partition() + "@" + sent.offset();
  }

  /** The same of a made-up street. */
  public String labelled(String camera, Scene scene) {
    return labelled(
        camera,
        scene.jpeg(),
        Scene.WIDTH,
        Scene.HEIGHT,
        "street sign",
        scene.found().toArray(Found[]::new));
  }

  public void drop(String camera, String reason) {
    sender.send(topics.dropped(), camera, Outcomes.drop(camera, 0, 0, reason));
  }

  public void status(CameraStatus status) {
    sender.send(CameraStatus.TOPIC, status.camera(), status.write());
  }

  @Override
  public void close() {
    sender.close();
    broker.close();
  }
}
