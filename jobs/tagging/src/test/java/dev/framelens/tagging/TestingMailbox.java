package dev.framelens.tagging;

import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.util.function.ThrowingRunnable;

/** Mails that run when the test says so. */
public final class TestingMailbox implements MailboxExecutor {
  private final Deque<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();

  @Override
  public void execute(
      MailOptions options,
      ThrowingRunnable<? extends Exception> command,
      String descriptionFormat,
      Object... descriptionArguments) {
    mails.add(command);
  }

  /** Runs the mails that were there at the call, as a task does between two frames. */
  public void runWaiting() throws Exception {
    for (int waiting = mails.size(); waiting > 0; waiting--) {
      mails.remove().run();
    }
  }

  public boolean isEmpty() {
    return mails.isEmpty();
  }

  @Override
  public void yield() {
    throw new UnsupportedOperationException("no operator yields");
  }

  @Override
  public boolean tryYield() {
    throw new UnsupportedOperationException("no operator yields");
  }

  @Override
  public boolean shouldInterrupt() {
    return false;
  }
}
