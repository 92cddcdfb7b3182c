package dev.framelens.tagging;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.ModelStore;
import dev.framelens.tagging.source.Clocks;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * The entry of the job jar: what {@code flink run} calls, with the options of {@link JobOptions}.
 */
public final class TaggingJobMain {
  private TaggingJobMain() {}

  public static void main(String[] arguments) throws Exception {
    JobOptions options;
    try {
      options = JobOptions.parse(arguments);
    } catch (ParameterException wrongUse) {
      // Flink's client prints the cause of a failed main; the options' own words are enough.
      throw new FramelensException(String.valueOf(wrongUse.getMessage()), wrongUse);
    }
    ModelStore store = options.store().map(ModelStore::at).orElseGet(ModelStore::standard);
    JobModels models = JobModels.of(options, store::require);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    var clocks = Clocks.system();
    TaggingJob.build(environment, options, Stages.of(models, options, clocks), clocks);
    environment.execute("framelens " + options.pipeline());
  }
}
