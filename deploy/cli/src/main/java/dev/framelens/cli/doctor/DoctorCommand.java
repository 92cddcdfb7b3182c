package dev.framelens.cli.doctor;

import dev.framelens.cli.submit.JobManagerOption;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.commandline.JsonLines;
import dev.framelens.contract.commandline.OutputFormat;
import dev.framelens.runtime.checks.Finding;
import dev.framelens.runtime.checks.FlinkCheckup;
import dev.framelens.runtime.checks.KafkaCheckup;
import dev.framelens.runtime.cluster.FlinkRest;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.tagging.settings.JobSettings;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks before a submission, with the options of {@code submit}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check a Flink and a Kafka before a submission, with the submission's options, and say"
            + " what to do.")
public final class DoctorCommand implements Runnable {
  @Mixin private JobOptions options;

  @Mixin private JobManagerOption jobManager;

  @Option(
      names = "--format",
      defaultValue = "text",
      paramLabel = "text|json",
      description = "For people or for programs (default: ${DEFAULT-VALUE}).")
  private OutputFormat format;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    JobSettings settings = options.settings();
    int parallelism = settings.subtasks().parallelism().orElse(1);
    var findings = new ArrayList<Finding>();
    findings.addAll(flink(parallelism));
    findings.addAll(new KafkaCheckup(settings, parallelism).findings());
    print(findings);
    long problems =
        findings.stream().filter(finding -> finding.level() == Finding.Level.PROBLEM).count();
    if (problems > 0) {
      throw new FramelensException(
          "%d of %d checks found a problem (expected: none before a submission)"
              .formatted(problems, findings.size()));
    }
  }

  /** Without a cluster there is still Kafka to look at. */
  private List<Finding> flink(int parallelism) {
    String address;
    try {
      address = jobManager.address();
    } catch (FramelensException none) {
      return List.of(Finding.problem("flink", String.valueOf(none.getMessage())));
    }
    return new FlinkCheckup(new FlinkRest(address), parallelism).findings();
  }

  private void print(List<Finding> findings) {
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      String level = finding.level().name().toLowerCase(Locale.ROOT);
      if (format == OutputFormat.JSON) {
        var line = new LinkedHashMap<String, String>();
        line.put("level", level);
        line.put("about", finding.about());
        line.put("text", finding.text());
        JsonLines.print(out, line);
      } else {
        out.printf("%-8s %s: %s%n", level, finding.about(), finding.text());
      }
    }
    out.flush();
  }
}
