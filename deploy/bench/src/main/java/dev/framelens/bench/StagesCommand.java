package dev.framelens.bench;

import dev.framelens.model.graph.Processor;
import java.util.List;
import picocli.CommandLine.Command;

/** What a frame costs in the job, beside the limit and two rivals. */
@Command(
    name = "stages",
    modelTransformer = Factors.AsOptions.class,
    mixinStandardHelpOptions = true,
    description = {
      "Measure the CPU time of a frame: decoding and resizing, the model, and the whole job.",
      "The job goes from Kafka to Kafka on one slot. Beside it stand the limit (a bare loop"
          + " of the same TensorFlow calls), a competent and a naive operator in the same job. A"
          + " JVM for each, in turn and repeated; medians are printed. A detector has the side"
          + " that it was made for, and no rivals.",
      "What the JVM's compilers still do is left out of the job: a job runs for days. They"
          + " finish on --warm-up small frames at side 32, which each JVM labels before.",
      "The defaults take about ten minutes on two cores. Figures that are to be kept"
          + " deserve more: --repeats 3 --count 600 --warm-up 10000."
    })
public final class StagesCommand extends FrameCostCommand {
  public StagesCommand() {
    super(
        "224,128",
        Processor.ofThisMachine().hasBfloat16() ? "fp32,bf16,int8" : "fp32,int8",
        "fp32 and int8, and bf16 where the processor multiplies it");
  }

  @Override
  void measure(FrameCosts costs, List<Run> runs, String picture) {
    var rows = options().<StageRow>rows("stages", Tables.STAGES);
    costs.measure(
        runs,
        run -> run.detector() ? List.of(Variant.LIMIT, Variant.JOB) : Variant.RIVALRY,
        (run, known) -> {
          if (known.isComplete()) {
            rows.add(StageRow.of(picture, run, known));
          }
        });
    rows.keep();
    options().draw(() -> StagePlot.chart(rows.all()));
  }
}
