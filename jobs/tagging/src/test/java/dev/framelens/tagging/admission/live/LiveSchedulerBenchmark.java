package dev.framelens.tagging.admission.live;

import dev.framelens.tagging.admission.ladder.CameraPolicy;
import dev.framelens.tagging.admission.ladder.RungCosts;
import dev.framelens.tagging.admission.ladder.Zen3;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a frame costs the scheduler where each camera sends one a second and an eighth of them can
 * be served: eight are taken in, a batch of one is served, the ladder looks four times a second.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class LiveSchedulerBenchmark {
  private static final int FRAMES = 8;

  @Param({"12", "5000"})
  private int cameras;

  private final CameraPolicy policy = CameraPolicy.of(1_000_000);
  private String[] names = {};
  private RungCosts costs = new RungCosts(Zen3.RUNGS, 20_000, 2_000);
  private LiveScheduler<String> scheduler = scheduler();
  private long frames;
  private long letGo;

  @Setup
  public void open() {
    names = new String[cameras];
    for (int camera = 0; camera < cameras; camera++) {
      names[camera] = "camera-%04d".formatted(camera);
    }
    scheduler = scheduler();
  }

  /** Eight frames; divide by them for the cost of one. */
  @Benchmark
  public Object eightFrames() {
    long now = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      now = frames * 1_000_000 / cameras;
      String camera = names[(int) (frames % cameras)];
      scheduler.take(new Waiting<>(camera, policy, costs, now, 100_000, camera), now);
      frames++;
    }
    var batch = scheduler.next(now).orElseThrow();
    scheduler.served(batch, now, now + FRAMES * 1_000_000L / cameras);
    return scheduler.look(now);
  }

  private LiveScheduler<String> scheduler() {
    var limits = new RoomLimits(1, 1L << 30);
    costs = new RungCosts(Zen3.RUNGS, 20_000, 2_000);
    return new LiveScheduler<>(Zen3.RUNGS, costs, limits, (frame, reason, age) -> letGo += age);
  }
}
