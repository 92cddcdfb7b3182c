package dev.framelens.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints each failure in full when it happens and, at the end of a run, each test that was skipped
 * and why; the total too, where Surefire is not to print it. To the process's own standard error:
 * what tests print to {@code System.err} goes to a file. Found by the service loader.
 */
public final class TestReport implements TestExecutionListener {
  private final AtomicInteger run = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final Map<String, String> skipped = new ConcurrentSkipListMap<>();
  private final PrintStream console =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    skipped.put(name(test), reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      run.incrementAndGet();
    }
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      skipped.put(name(test), reason);
    }
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      failed.incrementAndGet();
      console.printf("Failed: %s%n", name(test));
      result.getThrowable().ifPresent(failure -> failure.printStackTrace(console));
    }
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    skipped.forEach((test, reason) -> console.printf("Skipped: %s: %s%n", test, reason));
    if (Boolean.getBoolean("framelens.testing.total")) {
      console.printf(
          "Tests run: %d, Failures: %d, Skipped: %d%n", run.get(), failed.get(), skipped.size());
    }
    skipped.clear();
  }

  private static String name(TestIdentifier test) {
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      return method.getClassName() + "." + test.getDisplayName();
    }
    if (source instanceof ClassSource type) {
      return type.getClassName();
    }
    return test.getDisplayName();
  }
}
