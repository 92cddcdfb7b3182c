package dev.framelens.tagging.inference;

import dev.framelens.model.serving.ModelCache;
import dev.framelens.model.store.ModelStore;
import dev.framelens.tagging.admission.ModelChoice;
import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.resizing.ResizedFrame;
import dev.framelens.tagging.settings.InferenceSettings;
import dev.framelens.tagging.source.Clocks;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.jspecify.annotations.Nullable;

/**
 * Makes the operator on the task manager, with the task's mailbox and leases on that JVM's models.
 */
public final class InferFramesFactory extends AbstractStreamOperatorFactory<LabelledFrame>
    implements OneInputStreamOperatorFactory<ResizedFrame, LabelledFrame> {
  private static final long serialVersionUID = 1L;

  private final InferenceSettings settings;
  private final String precision;
  private final List<List<ModelChoice>> first;
  private final Clocks clocks;

  /**
   * Keeps what the operator needs on its way to the task manager.
   *
   * @param precision of models that cameras are configured with while the job runs
   * @param first the lists of models that are opened and warmed before the first frame
   */
  public InferFramesFactory(
      InferenceSettings settings, String precision, List<List<ModelChoice>> first, Clocks clocks) {
    this.settings = settings;
    this.precision = precision;
    this.first = List.copyOf(first);
    this.clocks = clocks;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // The signature is Flink's.
  public <T extends StreamOperator<LabelledFrame>> T createStreamOperator(
      StreamOperatorParameters<LabelledFrame> parameters) {
    // Operators are made before any is opened, and this is the first of its task to need model/.
    ModelGuard.check();
    var operator =
        new InferFrames(
            parameters,
            settings,
            first,
            clocks::nanoTime,
            parameters.getMailboxExecutor(),
            infer -> lease(infer, settings, precision));
    @SuppressWarnings("unchecked") // Flink asks for the class that getStreamOperatorClass names.
    T wanted = (T) operator;
    return wanted;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return InferFrames.class;
  }

  private static BatchModels lease(
      InferFrames operator, InferenceSettings settings, String precision) {
    @Nullable String home = settings.storeHome();
    ModelStore store = home == null ? ModelStore.standard() : ModelStore.at(Path.of(home));
    var leased =
        new LeasedModels(
            ModelCache.ofThisJvm(), store, settings, precision, operator.getMetricGroup());
    // A task that never came to close() would keep its leases, and the cache its models, for ever.
    operator
        .getRuntimeContext()
        .registerUserCodeClassLoaderReleaseHookIfAbsent(
            "framelens-leases-" + System.identityHashCode(leased), leased::close);
    return leased;
  }
}
