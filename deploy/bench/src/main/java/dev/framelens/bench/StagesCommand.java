package dev.framelens.bench;

import dev.framelens.model.graph.Processor;
import dev.framelens.model.store.ModelStore;
import dev.framelens.model.weights.DetectorFile;
import dev.framelens.model.weights.ModelFile;
import dev.framelens.model.weights.ModelReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  void measure(FrameCosts costs, String picture, Machine machine) {
    var rows = new ArrayList<StageRow>();
    options().printHead(Tables.STAGES);
    costs.measure(
        plan(),
        (run, measured) -> {
          StageRow row = StageRow.of(picture, run, measured);
          rows.add(row);
          options().printRow(Tables.STAGES, row);
        });
    options().keep("stages", machine, rows);
    options().draw(machine, () -> StagePlot.chart(rows));
  }

  private Map<Run, List<Variant>> plan() {
    var plan = new LinkedHashMap<Run, List<Variant>>();
    for (String model : factors().of(Factor.MODEL)) {
      ModelFile file = ModelReader.read(ModelStore.standard().require(model).directory());
      boolean detector = file instanceof DetectorFile;
      for (int side : detector ? List.of(file.trainedSide()) : factors().numbers(Factor.SIDE)) {
        for (String precision : factors().of(Factor.PRECISION)) {
          for (int batch : factors().numbers(Factor.BATCH_SIZE)) {
            plan.put(
                job(model, detector, side, precision, batch),
                detector ? List.of(Variant.LIMIT, Variant.JOB) : Variant.RIVALRY);
          }
        }
      }
    }
    return plan;
  }
}
