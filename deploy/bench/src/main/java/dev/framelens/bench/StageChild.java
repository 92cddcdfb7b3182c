package dev.framelens.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintStream;

/** The process that measures one variant: prints one {@link Cost} as JSON and ends. */
final class StageChild {
  private StageChild() {}

  public static void main(String[] arguments) throws Exception {
    PrintStream answers = ChildJvm.answers();
    Run run = Run.parse(arguments);
    Cost cost = run.variant() == Variant.LIMIT ? LimitLoop.run(run) : JobRun.run(run);
    answers.println(new JsonMapper().writeValueAsString(cost));
    answers.flush();
    // What is left of Flink and Kafka would take its time to end, and nobody waits for it.
    Runtime.getRuntime().halt(0);
  }
}
