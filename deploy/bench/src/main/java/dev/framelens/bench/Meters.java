package dev.framelens.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** CPU time and allocation as this JVM counts them. */
public final class Meters {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Pattern COMPILER = Pattern.compile("^C[12] Compiler");
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Meters() {}

  /** Of all threads together. */
  public static long processCpuNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /**
   * CPU time of the threads that compile Java to machine code, which a long-lived process is done
   * with; 0 where the system does not tell.
   */
  static long compilerCpuNanos() {
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(TASKS)) {
      for (Path thread : threads) {
        if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).find()) {
          String ran = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
          nanos += Long.parseLong(ran);
        }
      }
    } catch (IOException noLinux) {
      return 0;
    }
    return nanos;
  }

  /** Of the thread that asks. */
  public static long threadCpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
