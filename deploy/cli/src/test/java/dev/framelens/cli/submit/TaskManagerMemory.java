package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a TaskManager's process takes once its garbage is collected.
 *
 * @param residentKib of the process, as Linux counts
 * @param heapKib that the JVM has taken for its heap, of which all is resident only where it was
 *     told to touch it
 * @param metaspaceKib in use by classes
 */
record TaskManagerMemory(long residentKib, long heapKib, long metaspaceKib) {

  /** Of a process whose whole heap is resident: libraries, weights, graphs, classes, threads. */
  long besideHeapKib() {
    return residentKib - heapKib;
  }

  static TaskManagerMemory of(long pid) throws IOException, InterruptedException {
    // Twice: what a first collection makes unreachable, by its cleaners, the second one takes.
    jcmd(pid, "GC.run");
    Thread.sleep(500);
    jcmd(pid, "GC.run");
    var heap = jcmd(pid, "GC.heap_info");
    return new TaskManagerMemory(
        resident(pid), kib(heap, ".* heap +total"), kib(heap, "Metaspace +used"));
  }

  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** The number behind these words. */
  private static long kib(List<String> heapInfo, String words) {
    var number = Pattern.compile(words + " (\\d+)K.*");
    return heapInfo.stream()
        .map(line -> number.matcher(line.strip()))
        .filter(Matcher::matches)
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> jcmd(long pid, String command)
      throws IOException, InterruptedException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var process =
        new ProcessBuilder(jcmd, Long.toString(pid), command).redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException("jcmd failed: " + lines);
    }
    return lines;
  }
}
