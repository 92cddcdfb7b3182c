package dev.framelens.tagging.admission;

import dev.framelens.contract.ConfigFault;
import dev.framelens.contract.FramelensException;
import dev.framelens.tagging.source.ConfigSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one task's policies as the cameras are configured. Configurations are read on a thread of
 * their own and models opened on another; what concerns the task comes to its thread as small mails
 * between its frames.
 */
final class ConfigFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigFollower.class);

  /** For reading the topic, and then for opening models: no frame is taken before. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * Who is told of what nobody but one need write down.
   *
   * @param index of this subtask, from 0
   * @param all subtasks
   */
  record Subtask(int index, int all) {
    boolean answersFor(RejectedConfig config) {
      return config.reason() == ConfigFault.MODEL_UNAVAILABLE
          || Math.floorMod(Arrays.hashCode(config.key()), all) == index;
    }
  }

  private final ConfigSource source;
  private final Subtask subtask;
  private final ModelUser users;
  private final Function<List<ModelChoice>, List<List<ModelChoice>>> rungs;
  private final @Nullable ModelStock stock;
  private final Consumer<Runnable> mailbox;
  private final Consumer<RejectedConfig> rejections;
  private final LongSupplier leastSloMicros;
  private final ConfiguredPolicies policies;

  /** For the task's thread, from any. */
  private final LinkedBlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();

  /** What is left to do on the task's thread, one call in each mail. */
  private final Deque<Runnable> steps = new ArrayDeque<>();

  private final List<RejectedConfig> untold = new ArrayList<>();
  private final ExecutorService opener =
      Executors.newSingleThreadExecutor(
          work -> {
            var thread = new Thread(work, "framelens-models");
            thread.setDaemon(true);
            return thread;
          });
  private ConfigSource.Reading reading = ConfigSource.Reading.NOTHING;
  private boolean running;
  private boolean stepping;

  /**
   * Makes one that has read nothing.
   *
   * @param models of this task
   * @param rungs the lists that frames of a list may be looked at with
   * @param mailbox runs what it is given on the task's thread, each as a mail of its own
   * @param rejections told on the task's thread, once it runs
   * @param leastSloMicros the shortest SLO that this machine can hold; 0 where nobody knows
   */
  ConfigFollower(
      PipelinePolicy pipeline,
      ConfigSource source,
      Subtask subtask,
      TaskModels models,
      Function<List<ModelChoice>, List<List<ModelChoice>>> rungs,
      Consumer<Runnable> mailbox,
      Consumer<RejectedConfig> rejections,
      LongSupplier leastSloMicros) {
    this.source = source;
    this.subtask = subtask;
    this.users = models;
    this.rungs = rungs;
    this.stock = models.stock().orElse(null);
    this.mailbox = mailbox;
    this.rejections = rejections;
    this.leastSloMicros = leastSloMicros;
    this.policies = new ConfiguredPolicies(pipeline, new Work());
  }

  AdmissionPolicies policies() {
    return policies;
  }

  /** Reads what is there, and opens what it names; on the task's thread, before its first frame. */
  void open() {
    reading = source.read(records -> post(() -> policies.changed(records)));
    reading.awaitTold(PATIENCE);
    settle();
    running = true;
    if (!untold.isEmpty()) {
      mailbox.accept(
          () -> {
            untold.forEach(rejections);
            untold.clear();
          });
    }
    stepByMail();
  }

  @Override
  public void close() {
    reading.close();
    opener.shutdownNow();
    try {
      if (!opener.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("A model is still being opened as its task ends");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** While the task does not run yet there are no mails. */
  private void settle() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var next = arrived.poll(); next != null; next = arrived.poll()) {
      next.run();
    }
    while (policies.isWaiting()) {
      try {
        var next =
            steps.isEmpty()
                ? arrived.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)
                : steps.poll();
        if (next == null) {
          LOG.warn("Models that cameras are configured with are still being opened");
          return;
        }
        next.run();
      } catch (InterruptedException cancelled) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void post(Runnable work) {
    arrived.add(work);
    try {
      mailbox.accept(this::takeArrived);
    } catch (RejectedExecutionException ended) {
      // The task takes no mail any more.
    }
  }

  private void takeArrived() {
    var next = arrived.poll();
    if (next != null) {
      next.run();
    }
  }

  /** Mails that wait together run together: so the next is posted once this one has run. */
  private void stepByMail() {
    if (running && !stepping && !steps.isEmpty()) {
      stepping = true;
      mailbox.accept(
          () -> {
            stepping = false;
            var step = steps.poll();
            if (step != null) {
              step.run();
            }
            stepByMail();
          });
    }
  }

  private static String sentence(Throwable failure) {
    var message = failure.getMessage();
    return message == null ? failure.toString() : message;
  }

  private final class Work implements ConfiguredPolicies.Work {
    @Override
    public void open(ModelName model) {
      var models = stock;
      if (models == null) {
        post(() -> policies.notOpened(model, "This task has no models of its own"));
        return;
      }
      opener.execute(
          () -> {
            try {
              var choice = models.open(model.kind(), model.name());
              post(() -> policies.opened(model, choice));
            } catch (RuntimeException | OutOfMemoryError failure) {
              post(() -> policies.notOpened(model, sentence(failure)));
            }
          });
    }

    @Override
    public void prepare(List<ModelChoice> models) {
      steps.add(() -> steps.addAll(guarded(models)));
      stepByMail();
    }

    /** The preparations: where one fails the rest is left out. */
    private List<Runnable> guarded(List<ModelChoice> models) {
      var failed = new boolean[1];
      var guarded = new ArrayList<Runnable>();
      for (var step : preparations(models)) {
        guarded.add(
            () -> {
              try {
                if (!failed[0]) {
                  step.run();
                }
              } catch (RuntimeException | OutOfMemoryError failure) {
                failed[0] = true;
                policies.failed(models, sentence(failure));
              }
            });
      }
      guarded.add(
          () -> {
            if (!failed[0]) {
              policies.ready(models);
            }
          });
      return guarded;
    }

    private List<Runnable> preparations(List<ModelChoice> models) {
      try {
        return rungs.apply(models).stream()
            .distinct()
            .flatMap(list -> users.preparations(list).stream())
            .toList();
      } catch (RuntimeException | OutOfMemoryError failure) {
        return List.of(
            () -> {
              throw new FramelensException(sentence(failure), failure);
            });
      }
    }

    @Override
    public void retain(Collection<List<ModelChoice>> lists) {
      users.retain(lists.stream().flatMap(list -> rungs.apply(list).stream()).distinct().toList());
    }

    @Override
    public void requireClasses(ModelChoice detector, List<String> classes) {
      if (stock != null) {
        stock.requireClasses(detector, classes);
      }
    }

    @Override
    public long leastSloMicros() {
      return leastSloMicros.getAsLong();
    }

    @Override
    public void rejected(RejectedConfig config) {
      if (!subtask.answersFor(config)) {
        return;
      }
      LOG.warn("The configuration {} is refused: {}", config.origin(), config.detail());
      if (running) {
        rejections.accept(config);
      } else {
        untold.add(config);
      }
    }
  }
}
