package dev.framelens.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** CPU time and memory of this process. */
public final class Meters {
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern COMPILER = Pattern.compile("^C[12] Compiler");
  private static final long KIBIBYTE = 1024;

  private Meters() {}

  /** Of all threads together. */
  static long processCpuNanos() {
    return PROCESS.getProcessCpuTime();
  }

  /** Of the threads that compile Java to machine code; 0 where the system does not tell. */
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
  static long threadCpuNanos() {
    return THREADS.getCurrentThreadCpuTime();
  }

  /** Bytes of this process in memory, as Linux counts them; empty on other systems. */
  public static OptionalLong residentBytes() {
    return status("VmRSS:");
  }

  /** The most that they were. */
  public static OptionalLong peakResidentBytes() {
    return status("VmHWM:");
  }

  private static OptionalLong status(String key) {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(key))
          .mapToLong(line -> KIBIBYTE * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException notLinux) {
      return OptionalLong.empty();
    }
  }
}
