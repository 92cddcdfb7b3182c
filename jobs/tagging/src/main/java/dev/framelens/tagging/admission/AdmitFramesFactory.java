package dev.framelens.tagging.admission;

import dev.framelens.tagging.guard.ModelGuard;
import dev.framelens.tagging.source.ArrivedFrame;
import dev.framelens.tagging.source.ConfigSource;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/** Makes the operator on the task manager, with the task's mailbox. */
public final class AdmitFramesFactory extends AbstractStreamOperatorFactory<AdmittedFrame>
    implements OneInputStreamOperatorFactory<ArrivedFrame, AdmittedFrame> {
  private static final long serialVersionUID = 1L;

  private final PipelinePolicy policy;
  private final ConfigSource configs;

  public AdmitFramesFactory(PipelinePolicy policy, ConfigSource configs) {
    this.policy = policy;
    this.configs = configs;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // The signature is Flink's.
  public <T extends StreamOperator<AdmittedFrame>> T createStreamOperator(
      StreamOperatorParameters<AdmittedFrame> parameters) {
    // Where frames are spread, this task has no other operator that asks.
    ModelGuard.check();
    var operator = new AdmitFrames(parameters, policy, configs, parameters.getMailboxExecutor());
    @SuppressWarnings("unchecked") // Flink asks for the class that getStreamOperatorClass names.
    T wanted = (T) operator;
    return wanted;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AdmitFrames.class;
  }
}
