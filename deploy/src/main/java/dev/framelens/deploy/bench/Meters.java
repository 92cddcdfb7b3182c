package dev.framelens.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** CPU time and allocation as this JVM counts them. */
public final class Meters {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Meters() {}

  /** Of all threads together. */
  public static long processCpuNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /** Of the thread that asks. */
  public static long threadCpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  static long allocatedBytes(long threadId) {
    return THREADS.getThreadAllocatedBytes(threadId);
  }
}
