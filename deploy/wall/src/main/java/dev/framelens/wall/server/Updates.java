package dev.framelens.wall.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.wall.following.TopicFollower;
import dev.framelens.wall.state.CameraView;
import dev.framelens.wall.state.WallState;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Tells all viewers each second which cameras changed. An update is made once, however many watch,
 * and none is made while nobody does.
 */
final class Updates implements AutoCloseable {
  static final JsonMapper JSON =
      JsonMapper.builder()
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .build();

  private static final byte[] END = "\n\n".getBytes(UTF_8);
  private static final int MOST_VIEWERS = 100;

  private final WallState state;
  private final Supplier<Optional<String>> fault;
  private final InstantSource clock;
  private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "wall-updates");
            thread.setDaemon(true);
            return thread;
          });

  /** Of each camera, what viewers have; touched by the ticking thread alone. */
  private Map<String, CameraView> told = new HashMap<>();

  Updates(WallState state, TopicFollower follower, InstantSource clock) {
    this.state = state;
    this.fault = follower::fault;
    this.clock = clock;
    var unused = ticks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  /** A viewer more; empty where there are too many. Remove it again. */
  Optional<Viewer> add() {
    var viewer = new Viewer();
    viewers.add(viewer);
    if (viewers.size() > MOST_VIEWERS) {
      viewers.remove(viewer);
      return Optional.empty();
    }
    viewer.offer(new byte[0]);
    return Optional.of(viewer);
  }

  void remove(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** All cameras, as an event. */
  byte[] everything() {
    return event("everything", state.cameras(), List.of());
  }

  /** All cameras, as JSON. */
  byte[] json() {
    return json(content(state.cameras(), List.of()));
  }

  static byte[] json(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot be written as JSON: " + value, e);
    }
  }

  @Override
  public void close() {
    ticks.shutdownNow();
    viewers.forEach(Viewer::close);
  }

  private void tick() {
    if (viewers.isEmpty()) {
      told = new HashMap<>();
      return;
    }
    var cameras = state.cameras();
    var changed = cameras.stream().filter(camera -> !camera.equals(told.get(camera.id()))).toList();
    var now = cameras.stream().collect(Collectors.toMap(CameraView::id, camera -> camera));
    var gone = told.keySet().stream().filter(id -> !now.containsKey(id)).toList();
    told = now;
    byte[] update = event("changes", changed, gone);
    viewers.forEach(viewer -> viewer.offer(update));
  }

  private byte[] event(String name, List<CameraView> cameras, List<String> gone) {
    byte[] start = "event: %s\ndata: ".formatted(name).getBytes(UTF_8);
    byte[] json = json(content(cameras, gone));
    return ByteBuffer.allocate(start.length + json.length + END.length)
        .put(start)
        .put(json)
        .put(END)
        .array();
  }

  private Map<String, Object> content(List<CameraView> cameras, List<String> gone) {
    var content = new LinkedHashMap<String, Object>();
    content.put("nowMillis", clock.millis());
    content.put("cameras", cameras);
    content.put("gone", gone);
    content.put("unreadable", state.unreadable());
    state.lastUnreadable().ifPresent(sentence -> content.put("lastUnreadable", sentence));
    content.put("overflow", state.overflow());
    fault.get().ifPresent(sentence -> content.put("fault", sentence));
    return content;
  }
}
