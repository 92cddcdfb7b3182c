package dev.framelens.bench;

import dev.framelens.runtime.job.EmbeddedJob;
import java.io.IOException;
import java.io.PrintStream;

/** The job in a process of its own: says when it runs, and ends with its parent's pipe. */
final class OpenLoopChild {
  private OpenLoopChild() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream answers = ChildJvm.answers();
    Run run = Run.parse(arguments);
    JobRun.warmUp(run);
    EmbeddedJob job = JobRun.start(run);
    answers.println("job " + job.webAddress());
    answers.flush();
    while (System.in.read() >= 0) {
      // The parent lives.
    }
    Runtime.getRuntime().halt(0);
  }
}
