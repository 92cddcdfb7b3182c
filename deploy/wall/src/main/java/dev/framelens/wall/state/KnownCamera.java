package dev.framelens.wall.state;

import dev.framelens.contract.outcomes.Drop;
import dev.framelens.contract.outcomes.Label;
import dev.framelens.contract.outcomes.Rejection;
import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.wall.state.CameraDetail.SecondView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One camera. Not thread-safe: the wall's state guards it. */
final class KnownCamera {
  static final int HISTORY_SECONDS = 180;
  static final long SILENT_AFTER_MILLIS = CameraStatus.SILENT_AFTER.toMillis();

  private static final int RATE_SECONDS = 10;
  private static final int MINUTE = 60;
  private static final int LATEST = 20;

  private final String id;
  private final long sinceMillis;
  private final History history = new History(HISTORY_SECONDS);
  private final Deque<LabelView> latest = new ArrayDeque<>();
  private long heardMillis;
  private int partition;
  private @Nullable CameraStatus status;
  private long statusMillis;

  KnownCamera(String id, long sinceMillis) {
    this.id = id;
    this.sinceMillis = sinceMillis;
    this.heardMillis = sinceMillis;
  }

  void label(Label label, long atMillis) {
    heard(atMillis, label.frame().partition());
    history.count(atMillis, second -> second.label(label));
    latest.addFirst(LabelView.of(label, atMillis));
    if (latest.size() > LATEST) {
      latest.removeLast();
    }
  }

  void drop(Drop drop, long atMillis) {
    heard(atMillis, drop.frame().partition());
    history.count(atMillis, second -> second.drop(drop.reason()));
  }

  void reject(Rejection rejection, long atMillis) {
    heard(atMillis, rejection.frame().partition());
    history.count(atMillis, second -> second.reject(rejection.reason()));
  }

  /** Null where no bridge has the camera any more. */
  void status(@Nullable CameraStatus now, long atMillis) {
    status = now;
    statusMillis = atMillis;
    if (now != null) {
      heardMillis = Math.max(heardMillis, atMillis);
      Integer assigned = now.partition();
      partition = assigned == null ? partition : assigned;
    }
  }

  /** When an outcome or a status was there last, since the epoch. */
  long heardMillis() {
    return heardMillis;
  }

  /** Of the frames' topic, that of the latest outcome. */
  int partition() {
    return partition;
  }

  CameraView view(long nowMillis) {
    var minute = history.last(MINUTE, nowMillis);
    var health = health(nowMillis);
    return new CameraView(
        id,
        health.state,
        health.reason,
        latest.peekFirst(),
        fpsIn(nowMillis),
        history.perSecond(second -> second.labels, RATE_SECONDS, sinceMillis, nowMillis),
        History.dropped(minute),
        History.rejected(minute));
  }

  private record Health(String state, @Nullable String reason) {}

  private Health health(long nowMillis) {
    var told = status;
    if (told == null) {
      return nowMillis - heardMillis > SILENT_AFTER_MILLIS
          ? new Health("silent", "no outcome for more than 10 s")
          : new Health(CameraState.ONLINE.word(), null);
    }
    if (isStale(nowMillis)) {
      return new Health(
          CameraState.OFFLINE.word(),
          "bridge silent: %s told nothing for more than 10 s".formatted(told.bridge()));
    }
    return new Health(told.state().word(), told.reason());
  }

  private boolean isStale(long nowMillis) {
    return nowMillis - statusMillis > SILENT_AFTER_MILLIS;
  }

  private double fpsIn(long nowMillis) {
    var told = status;
    if (told != null) {
      return isStale(nowMillis) ? 0 : Math.round(10 * told.fps()) / 10.0;
    }
    return history.perSecond(History::outcomes, RATE_SECONDS, sinceMillis, nowMillis);
  }

  List<SecondView> seconds(long nowMillis) {
    return history.last(HISTORY_SECONDS, nowMillis).stream().map(KnownCamera::view).toList();
  }

  History history() {
    return history;
  }

  List<LabelView> latest() {
    return Collections.unmodifiableList(new ArrayList<>(latest));
  }

  private void heard(long atMillis, int framePartition) {
    heardMillis = Math.max(heardMillis, atMillis);
    partition = framePartition;
  }

  private static SecondView view(Second second) {
    var one = List.of(second);
    return new SecondView(
        second.second,
        second.labels,
        History.ledgerMillis(one).get("total"),
        second.labels == 0 ? null : second.maxAgeMicros / 1000.0,
        rung(second),
        History.dropped(one),
        History.rejected(one));
  }

  private static @Nullable Double rung(Second second) {
    return second.rungs == 0 ? null : Math.round(10.0 * second.rungSum / second.rungs) / 10.0;
  }
}
