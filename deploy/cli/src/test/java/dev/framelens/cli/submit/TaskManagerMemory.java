package dev.framelens.cli.submit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a TaskManager's process takes once its garbage is collected.
 *
 * @param residentKib of the process, as Linux counts
 * @param metaspaceKib in use by classes
 */
record TaskManagerMemory(long residentKib, long metaspaceKib) {

  static TaskManagerMemory of(long pid) throws IOException, InterruptedException {
    // Twice: what a first collection makes unreachable, by its cleaners, the second one takes.
    jcmd(pid, "GC.run");
    Thread.sleep(500);
    jcmd(pid, "GC.run");
    return new TaskManagerMemory(resident(pid), metaspace(pid));
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
