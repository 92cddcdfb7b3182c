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
 * @param heapKib of that, in Java's heap, whose size is set; a part that was used once stays
 *     resident
 * @param metaspaceKib in use by classes
 */
record TaskManagerMemory(long residentKib, long heapKib, long metaspaceKib) {

  static TaskManagerMemory of(long pid) throws IOException, InterruptedException {
    // Twice: what a first collection makes unreachable, by its cleaners, the second one takes.
    jcmd(pid, "GC.run");
    Thread.sleep(500);
    jcmd(pid, "GC.run");
    return new TaskManagerMemory(resident(pid), heap(pid), metaspace(pid));
  }

  /** Of native code, of classes, threads and compilers. */
  long besideHeapKib() {
    return residentKib - heapKib;
  }

  private static long heap(long pid) throws IOException, InterruptedException {
    var range =
        jcmd(pid, "GC.heap_info").stream()
            .map(Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+)\\)")::matcher)
            .filter(Matcher::find)
            .findFirst()
            .orElseThrow();
    long from = Long.parseUnsignedLong(range.group(1), 16);
    long end = Long.parseUnsignedLong(range.group(2), 16);
    long kib = 0;
    boolean inside = false;
    for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"))) {
      if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
        long start = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
        inside = start >= from && start < end;
      } else if (inside && line.startsWith("Rss:")) {
        kib += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return kib;
  }

  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static long metaspace(long pid) throws IOException, InterruptedException {
    return jcmd(pid, "GC.heap_info").stream()
        .filter(line -> line.strip().startsWith("Metaspace"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*used (\\d+)K.*", "$1")))
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
