package dev.framelens.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.model.ModelException;
import dev.framelens.model.mobilenet.Architecture;
import dev.framelens.model.mobilenet.Classifier;
import dev.framelens.model.mobilenet.PixelScale;
import dev.framelens.model.mobilenet.Precision;
import dev.framelens.model.mobilenet.TestWeights;
import dev.framelens.model.weights.ClassifierFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("native")
class ModelCacheTest {
  private static final int THREADS = 8;

  /** Counts its loads and holds each back until let go. */
  private static final class TestingModelLoader implements ModelLoader {
    final AtomicInteger loads = new AtomicInteger();
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean broken;

    @Override
    public LoadedModel load(ModelFiles files, Precision precision) {
      loads.incrementAndGet();
      try {
        assertThat(gate.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
      if (broken) {
        throw new ModelException("weights without layer Conv2d_0");
      }
      var weights = TestWeights.of(new Architecture(0.25, 2));
      return new LoadedModel(
          Classifier.open(weights, Precision.FP32),
          new ClassifierFile(weights, PixelScale.INCEPTION, 32, List.of(), 0, "made here"),
          precision);
    }
  }

  private final TestingModelLoader loader = new TestingModelLoader();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void loadsAModelOnceHoweverManyAskAtOnce() throws Exception {
    var threads = Executors.newFixedThreadPool(THREADS);
    try (var cache = cache()) {
      var leases = new ArrayList<Future<Lease>>();
      for (int thread = 0; thread < THREADS; thread++) {
        leases.add(threads.submit(() -> cache.lease(files("a"), Precision.FP32)));
      }
      loader.gate.countDown();

      var outcomes = new ArrayList<Lease.Outcome>();
      for (Future<Lease> lease : leases) {
        outcomes.add(lease.get(30, TimeUnit.SECONDS).outcome());
      }
      assertThat(loader.loads).hasValue(1);
      assertThat(outcomes).filteredOn(Lease.Outcome.MISS::equals).hasSize(1);
      assertThat(cache.status().leases()).isEqualTo(THREADS);
      assertThat(cache.lease(files("a"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.HIT);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aLeasedModelStaysHoweverManyOthersComeAndGo() {
    loader.gate.countDown();
    try (var cache = cache()) {
      Lease kept = cache.lease(files("kept"), Precision.FP32);
      for (int other = 0; other < 5; other++) {
        clock.incrementAndGet();
        cache.lease(files("other" + other), Precision.FP32).close();
      }

      assertThat(cache.lease(files("kept"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.HIT);
      assertThat(kept.model().classifier().architecture().classes()).isEqualTo(2);
    }
  }

  @Test
  void ofTheIdleModelsTheLongestIdleAreClosed() {
    loader.gate.countDown();
    try (var cache = cache()) {
      for (String name : List.of("a", "b", "c")) {
        clock.incrementAndGet();
        cache.lease(files(name), Precision.FP32).close();
      }

      assertThat(cache.status().openModels()).isEqualTo(2);
      assertThat(cache.lease(files("c"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.HIT);
      assertThat(cache.lease(files("a"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.MISS);
    }
  }

  @Test
  void aFailedLoadTellsWhyAndTheNextCallerTriesAgain() {
    loader.gate.countDown();
    try (var cache = cache()) {
      loader.broken = true;
      assertThatThrownBy(() -> cache.lease(files("a"), Precision.FP32))
          .isInstanceOf(ModelException.class)
          .hasMessage("weights without layer Conv2d_0");

      loader.broken = false;
      assertThat(cache.lease(files("a"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.MISS);
      assertThat(cache.status().openModels()).isEqualTo(1);
    }
  }

  @Test
  void aLeaseGivenBackTwiceCountsOnceAndGivesNothingMore() {
    loader.gate.countDown();
    try (var cache = cache()) {
      Lease lease = cache.lease(files("a"), Precision.FP32);
      lease.close();
      lease.close();

      assertThat(cache.status().leases()).isZero();
      assertThatThrownBy(lease::model).hasMessage("lease is given back");
    }
  }

  @Test
  void whatIsGivenBackForGoodIsClosedUnlessSomebodyElseHasIt() {
    loader.gate.countDown();
    try (var cache = cache()) {
      Lease one = cache.lease(files("a"), Precision.FP32);
      Lease other = cache.lease(files("a"), Precision.FP32);

      one.closeForGood();
      assertThat(cache.status().openModels()).isEqualTo(1);
      assertThat(other.model().classifier().architecture().classes()).isEqualTo(2);

      other.closeForGood();
      assertThat(cache.status().openModels()).isZero();
      assertThat(cache.lease(files("a"), Precision.FP32).outcome()).isEqualTo(Lease.Outcome.MISS);
    }
  }

  @Test
  void statusCountsBytesAndLoads() {
    loader.gate.countDown();
    try (var cache = cache()) {
      cache.lease(files("a"), Precision.FP32).close();
      cache.lease(files("a"), Precision.FP32).close();

      CacheStatus status = cache.status();
      assertThat(status.loads()).isEqualTo(1);
      assertThat(status.weightBytes()).isEqualTo(TestWeights.of(new Architecture(0.25, 2)).bytes());
    }
  }

  private ModelCache cache() {
    return new ModelCache(loader, clock::get);
  }

  private static ModelFiles files(String name) {
    return new ModelFiles(name, "sha256:" + name, Path.of("nowhere"));
  }
}
