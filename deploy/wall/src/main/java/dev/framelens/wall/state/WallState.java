package dev.framelens.wall.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.framelens.contract.CameraId;
import dev.framelens.contract.DropReason;
import dev.framelens.contract.FrameId;
import dev.framelens.contract.LedgerPart;
import dev.framelens.contract.configuration.CameraConfig;
import dev.framelens.contract.configuration.FieldText;
import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.LatencyReport;
import dev.framelens.contract.outcomes.Outcome;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.wall.following.OutcomeListener;
import dev.framelens.wall.state.CameraDetail.ConfigView;
import dev.framelens.wall.state.LoadView.PartitionView;
import dev.framelens.wall.state.LoadView.SubtaskView;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes of every camera, rejected frames and load. Its memory is bounded by the number
 * of cameras, whatever their rates: about 60 kB each. Thread-safe.
 */
public final class WallState implements OutcomeListener {
  /** Cameras that are kept at most; those that come when there are so many are only counted. */
  public static final int MOST_CAMERAS = 5_000;

  /** How far back a camera's outcomes are kept. */
  public static final Duration HISTORY = Duration.ofSeconds(KnownCamera.HISTORY_SECONDS);

  private static final long FORGOTTEN_AFTER_MILLIS = Duration.ofMinutes(15).toMillis();
  private static final int MOST_REJECTIONS = 500;
  private static final int MOST_PARTITIONS = 4_096;
  private static final int MOST_SUBTASKS = 1_024;
  private static final long LOAD_AFTER_MILLIS = Duration.ofMinutes(2).toMillis();
  private static final int LOAD_SECONDS = 10;
  private static final int MINUTE = 60;
  private static final int SHOWN_KEY = 64;

  private final InstantSource clock;
  private final int mostCameras;
  private final long sinceMillis;
  private final SortedMap<String, KnownCamera> cameras = new TreeMap<>();
  private final SortedMap<Integer, History> partitions = new TreeMap<>();
  private final SortedMap<String, LatencyReport> subtasks = new TreeMap<>();
  private final Deque<RejectionView> rejections = new ArrayDeque<>();
  private final Map<String, CameraConfig> configs = new HashMap<>();
  private long unreadable;
  private @Nullable String lastUnreadable;
  private long overflow;

  public WallState(InstantSource clock) {
    this(clock, MOST_CAMERAS);
  }

  /**
   * Knows nothing yet.
   *
   * @param mostCameras that are kept, at least 1
   */
  public WallState(InstantSource clock, int mostCameras) {
    this.clock = clock;
    this.mostCameras = mostCameras;
    this.sinceMillis = clock.millis();
  }

  @Override
  public synchronized void label(Label label, byte[] json, long atMillis) {
    partition(label, atMillis, second -> second.label(label));
    var camera = camera(label.camera(), atMillis);
    if (camera != null) {
      camera.label(label, atMillis);
    }
  }

  @Override
  public synchronized void drop(Drop drop, long atMillis) {
    partition(drop, atMillis, second -> second.drop(drop.reason()));
    var camera = camera(drop.camera(), atMillis);
    if (camera != null) {
      camera.drop(drop, atMillis);
    }
  }

  @Override
  public synchronized void rejection(Rejection rejection, FrameId record, long atMillis) {
    partition(rejection, atMillis, second -> second.reject(rejection.reason()));
    byte @Nullable [] key = rejection.key();
    rejections.addFirst(
        new RejectionView(
            atMillis,
            rejection.pipeline(),
            shown(key),
            rejection.reason().word(),
            rejection.detail(),
            rejection.size(),
            rejection.truncated(),
            rejection.frame().toString(),
            record.partition(),
            record.offset()));
    if (rejections.size() > MOST_REJECTIONS) {
      rejections.removeLast();
    }
    if (key != null && CameraId.fault(key).isEmpty()) {
      var camera = camera(new String(key, UTF_8), atMillis);
      if (camera != null) {
        camera.reject(rejection, atMillis);
      }
    }
  }

  @Override
  public synchronized void latency(LatencyReport window, long atMillis) {
    String subtask = "%s/%06d".formatted(window.pipeline(), window.subtask());
    if (window.camera() == null
        && (subtasks.containsKey(subtask) || subtasks.size() < MOST_SUBTASKS)) {
      subtasks.put(subtask, window);
    }
  }

  @Override
  public synchronized void status(String id, @Nullable CameraStatus status, long atMillis) {
    var camera = status == null ? cameras.get(id) : camera(id, atMillis);
    if (camera != null) {
      camera.status(status, atMillis);
    }
  }

  @Override
  public synchronized void config(String key, @Nullable CameraConfig config) {
    if (config == null) {
      configs.remove(key);
    } else {
      configs.put(key, config);
    }
  }

  @Override
  public synchronized void unreadable(String sentence) {
    unreadable++;
    lastUnreadable = sentence;
  }

  /** Every camera, by its id. */
  public synchronized List<CameraView> cameras() {
    long now = clock.millis();
    cameras.values().removeIf(camera -> now - camera.heardMillis() > FORGOTTEN_AFTER_MILLIS);
    return cameras.values().stream().map(camera -> camera.view(now)).toList();
  }

  /** The camera's last minutes; empty where nothing is known of it. */
  public synchronized Optional<CameraDetail> camera(String id) {
    long now = clock.millis();
    return Optional.ofNullable(cameras.get(id))
        .map(
            camera ->
                new CameraDetail(
                    camera.view(now),
                    KnownCamera.HISTORY_SECONDS,
                    camera.seconds(now),
                    History.ledgerMillis(camera.history().last(MINUTE, now)),
                    camera.latest(),
                    config(id)));
  }

  /** Rejected frames, the latest first, at most 500. */
  public synchronized List<RejectionView> rejections() {
    return List.copyOf(rejections);
  }

  /** Load of partitions and subtasks that were heard of within the last two minutes. */
  public synchronized LoadView load() {
    long now = clock.millis();
    var byPartition =
        cameras.values().stream()
            .filter(camera -> now - camera.heardMillis() <= KnownCamera.SILENT_AFTER_MILLIS)
            .collect(Collectors.groupingBy(KnownCamera::partition, Collectors.counting()));
    subtasks.values().removeIf(window -> now - window.to().toEpochMilli() > LOAD_AFTER_MILLIS);
    return new LoadView(
        partitions.entrySet().stream()
            .map(
                each ->
                    view(
                        each.getKey(),
                        each.getValue(),
                        byPartition.getOrDefault(each.getKey(), 0L),
                        now))
            .toList(),
        subtasks.values().stream().map(WallState::view).toList());
  }

  /** How many records were none of their topics'. */
  public synchronized long unreadable() {
    return unreadable;
  }

  /** What was wrong with the latest of them. */
  public synchronized Optional<String> lastUnreadable() {
    return Optional.ofNullable(lastUnreadable);
  }

  /** How many outcomes were of cameras beyond those that are kept. */
  public synchronized long overflow() {
    return overflow;
  }

  private @Nullable KnownCamera camera(String id, long atMillis) {
    var known = cameras.get(id);
    if (known != null) {
      return known;
    }
    if (cameras.size() >= mostCameras) {
      overflow++;
      return null;
    }
    var camera = new KnownCamera(id, atMillis);
    cameras.put(id, camera);
    return camera;
  }

  private void partition(Outcome outcome, long atMillis, Consumer<Second> count) {
    int partition = outcome.frame().partition();
    var history = partitions.get(partition);
    if (history == null && partitions.size() < MOST_PARTITIONS) {
      history = new History(MINUTE);
      partitions.put(partition, history);
    }
    if (history != null) {
      history.count(atMillis, count);
    }
  }

  private ConfigView config(String id) {
    var own = configs.getOrDefault(id, CameraConfig.NONE);
    var every = configs.getOrDefault(CameraConfig.EVERY_CAMERA, CameraConfig.NONE);
    var inForce = own.orElse(every);
    var fields = FieldText.of(inForce).stream().map(WallState::quoted).toList();
    return new ConfigView(
        own.json(),
        inForce.json(),
        "framelens config set %s %s"
            .formatted(id, fields.isEmpty() ? "maxFps=5" : String.join(" ", fields)));
  }

  /** As a shell takes it. */
  private static String quoted(String field) {
    return field.matches("[A-Za-z0-9._/=,@:-]*") ? field : "'" + field.replace("'", "'\\''") + "'";
  }

  private PartitionView view(int partition, History history, long heard, long now) {
    return new PartitionView(
        partition,
        heard,
        history.perSecond(History::outcomes, LOAD_SECONDS, sinceMillis, now),
        history.perSecond(second -> second.labels, LOAD_SECONDS, sinceMillis, now),
        History.dropped(history.last(MINUTE, now)));
  }

  private static SubtaskView view(LatencyReport window) {
    var ledger = new LinkedHashMap<String, Double>();
    window.parts().forEach((part, times) -> ledger.put(part.word(), times.p50Micros() / 1000.0));
    var total = window.parts().get(LedgerPart.TOTAL);
    var dropped = new TreeMap<String, Long>();
    window
        .droppedBy()
        .forEach((DropReason reason, Long count) -> dropped.put(reason.word(), count));
    return new SubtaskView(
        window.pipeline(),
        window.subtask(),
        window.to().toEpochMilli(),
        window.framesPerSecond(),
        window.rung(),
        total == null ? 0 : total.p50Micros() / 1000.0,
        total == null ? 0 : total.p95Micros() / 1000.0,
        total == null ? 0 : total.p99Micros() / 1000.0,
        ledger,
        dropped);
  }

  private static String shown(byte @Nullable [] key) {
    if (key == null) {
      return "(none)";
    }
    if (key.length > SHOWN_KEY) {
      return HexFormat.of().formatHex(key, 0, SHOWN_KEY / 2) + "…";
    }
    var text = new String(key, UTF_8);
    return text.chars().anyMatch(Character::isISOControl) || text.indexOf('\uFFFD') >= 0
        ? HexFormat.of().formatHex(key)
        : text;
  }
}
