package dev.framelens.tagging;

import dev.framelens.contract.FramelensException;
import dev.framelens.model.store.ModelStore;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.tagging.settings.JobSettings;
import dev.framelens.tagging.source.Clocks;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.ParameterException;

/**
 * The entry of the job jar: what {@code flink run} calls, with the options of {@link JobOptions}.
 */
public final class TaggingJobMain {
  private TaggingJobMain() {}

  public static void main(String[] arguments) throws Exception {
    JobSettings settings;
    try {
      settings = JobOptions.parse(arguments);
    } catch (ParameterException wrongUse) {
      // Flink's client prints the cause of a failed main; the options' own words are enough.
      throw new FramelensException(String.valueOf(wrongUse.getMessage()), wrongUse);
    }
    ModelStore store = settings.store().map(ModelStore::at).orElseGet(ModelStore::standard);
    JobModels models = JobModels.of(settings, store::require);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment();
    var clocks = Clocks.system();
    TaggingJob.build(environment, settings, Stages.of(models, settings, clocks), clocks);
    environment.execute("framelens " + settings.pipeline());
  }
}
