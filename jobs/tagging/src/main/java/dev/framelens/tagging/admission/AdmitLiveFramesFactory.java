package dev.framelens.tagging.admission;

import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.Clocks;
import dev.framelens.tagging.source.ConfigSource;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator on the task manager, with the task's mailbox. */
public final class AdmitLiveFramesFactory extends AbstractStreamOperatorFactory<AdmittedFrame>
    implements OneInputStreamOperatorFactory<ArrivedFrame, AdmittedFrame> {
  private static final long serialVersionUID = 1L;

  private final LivePolicy policy;
  private final ConfigSource configs;
  private final Clocks clocks;

  public AdmitLiveFramesFactory(LivePolicy policy, ConfigSource configs, Clocks clocks) {
    this.policy = policy;
    this.configs = configs;
    this.clocks = clocks;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // The signature is Flink's.
  public <T extends StreamOperator<AdmittedFrame>> T createStreamOperator(
      StreamOperatorParameters<AdmittedFrame> parameters) {
    ModelGuard.check();
    var operator =
        new AdmitLiveFrames(parameters, policy, configs, clocks, parameters.getMailboxExecutor());
    @SuppressWarnings("unchecked") // Flink asks for the class that getStreamOperatorClass names.
    T wanted = (T) operator;
    return wanted;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AdmitLiveFrames.class;
  }
}
