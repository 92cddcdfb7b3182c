package dev.framelens.cameras;

import dev.framelens.contract.CameraId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Cameras in this process, each with its own thread, all on one publisher. Add them, start them
 * together, change them, close them. Not thread-safe, save for {@link #counts} and {@link #stop}
 * once it has started.
 */
public final class Fleet implements AutoCloseable {
  private static final Duration STOPPING = Duration.ofSeconds(15);

  private final InstantSource clock;
  private final LongSupplier nanoTime;
  private final Consumer<String> notices;
  private final List<Camera> cameras = new CopyOnWriteArrayList<>();

  /**
   * @param clock stamps the frames
   * @param nanoTime paces them
   * @param notices hears one line for every change that a user should know of, from any thread
   */
  public Fleet(InstantSource clock, LongSupplier nanoTime, Consumer<String> notices) {
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.notices = notices;
  }

  /**
   * Opens the camera's source.
   *
   * @throws dev.framelens.contract.FramelensException when a file or folder is not there or has no
   *     picture
   */
  public void add(CameraOptions options) {
    cameras.add(camera(options));
  }

  private Camera camera(CameraOptions options) {
    Consumer<String> named = notice -> notices.accept(options.id() + ": " + notice);
    var monitor = new CameraMonitor(options.id(), options.framesPerSecond(), named, nanoTime);
    FrameSource source = Sources.open(options, monitor);
    return new Camera(options, source, clock, nanoTime, monitor);
  }

  /**
   * Starts all cameras.
   *
   * @param publisher takes their frames; it stays its owner's, to be closed after the fleet
   */
  public void start(CameraPublisher publisher) {
    cameras.forEach(camera -> camera.start(publisher));
  }

  /**
   * Has just these cameras from now on: others stop, new ones start, and one that is as before goes
   * on undisturbed.
   *
   * @return the cameras that are there no more
   * @throws dev.framelens.contract.FramelensException when a source cannot be opened; then all is
   *     as it was
   */
  Set<CameraId> change(Collection<CameraOptions> wanted, CameraPublisher publisher) {
    var opened = new ArrayList<Camera>();
    try {
      wanted.stream()
          .filter(options -> cameras.stream().noneMatch(there -> there.options().equals(options)))
          .forEach(options -> opened.add(camera(options)));
    } catch (RuntimeException refused) {
      opened.forEach(Camera::discard);
      throw refused;
    }
    var gone = new HashSet<CameraId>();
    List<Camera> leaving =
        cameras.stream().filter(there -> !wanted.contains(there.options())).toList();
    leaving.forEach(Camera::stop);
    leaving.forEach(camera -> gone.add(camera.id()));
    cameras.removeAll(leaving);
    await(leaving);
    cameras.addAll(opened);
    opened.forEach(camera -> camera.start(publisher));
    wanted.forEach(options -> gone.remove(options.id()));
    return gone;
  }

  private static void await(List<Camera> leaving) {
    try {
      for (Camera camera : leaving) {
        camera.join(STOPPING);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  List<Camera> cameras() {
    return cameras;
  }

  /** What became of each camera's frames, in the order in which the cameras were added. */
  public Map<CameraId, CameraCounts> counts() {
    var counts = new LinkedHashMap<CameraId, CameraCounts>();
    cameras.forEach(camera -> counts.put(camera.id(), camera.counts()));
    return counts;
  }

  /** The cameras that ended by a failure, and which. */
  public Map<CameraId, RuntimeException> failures() {
    var failures = new LinkedHashMap<CameraId, RuntimeException>();
    cameras.forEach(
        camera -> camera.failure().ifPresent(failure -> failures.put(camera.id(), failure)));
    return failures;
  }

  /** Whether all cameras have come to their end within the time. */
  public boolean await(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    for (Camera camera : cameras) {
      if (!camera.join(Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  /** Asks all cameras to stop; {@link #await} waits for them. */
  public void stop() {
    cameras.forEach(Camera::stop);
  }

  /** Stops the cameras and waits until each has given back its native memory. */
  @Override
  public void close() {
    stop();
    cameras.forEach(Camera::discard);
    try {
      await(STOPPING);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
