package dev.framelens.wall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a wall of 500 cameras costs at a label a second each: prints the server's processor time and
 * memory with one viewer and with twenty, each of whom takes updates and sixteen pictures a second.
 * On Linux.
 */
public final class WallLoad {
  private static final int CAMERAS = 500;
  private static final int VIEWERS = 20;
  private static final int PICTURES = 16;
  private static final int TICKS_A_SECOND = 100;
  private static final int WARM_SECONDS = 60;
  private static final int SECONDS = 60;

  private final AtomicLong updates = new AtomicLong();
  private final AtomicLong pictures = new AtomicLong();
  private final AtomicLong errors = new AtomicLong();
  private final long[] offsets = new long[CAMERAS];
  private final int[] partitions = new int[CAMERAS];

  private WallLoad() {}

  public static void main(String[] arguments) throws Exception {
    new WallLoad().run();
  }

  private void run() throws Exception {
    try (var fixture = new WallFixture()) {
      var frames = scenes();
      ScheduledExecutorService generator = Executors.newSingleThreadScheduledExecutor();
      Process server = server(fixture);
      try {
        String address = address(server);
        var tick = new int[1];
        var unused =
            generator.scheduleAtFixedRate(
                () -> send(fixture, frames, tick[0]++),
                0,
                1_000 / TICKS_A_SECOND,
                TimeUnit.MILLISECONDS);
        watch(server, address, 1, WARM_SECONDS, "warm-up, 1 viewer");
        watch(server, address, 1, SECONDS, "1 viewer");
        watch(server, address, VIEWERS, SECONDS, VIEWERS + " viewers");
      } finally {
        generator.shutdownNow();
        server.destroy();
        server.waitFor();
      }
    }
  }

  private static List<Scene> scenes() {
    var scenes = new ArrayList<Scene>();
    for (int each = 0; each < 20; each++) {
      scenes.add(Scene.of(each, each));
    }
    return scenes;
  }

  private static Process server(WallFixture fixture) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            "dev.framelens.wall.WallMain",
            "wall",
            "--port",
            "0",
            "--bootstrap-servers",
            fixture.kafka().bootstrapServers())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** As the server prints it; what it prints else is read and forgotten. */
  private static String address(Process server) throws IOException {
    var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8));
    String line = lines.readLine();
    while (line != null && !line.startsWith("Wall: ")) {
      line = lines.readLine();
    }
    var rest = new Thread(() -> drain(lines));
    rest.setDaemon(true);
    rest.start();
    return String.valueOf(line).replace("Wall: ", "");
  }

  private static void drain(BufferedReader lines) {
    try {
      while (lines.readLine() != null) {
        // Forgotten.
      }
    } catch (IOException ended) {
      // So has the server.
    }
  }

  /** Some of the cameras; all of them within a second. */
  private void send(WallFixture fixture, List<Scene> scenes, int tick) {
    for (int camera = tick % TICKS_A_SECOND; camera < CAMERAS; camera += TICKS_A_SECOND) {
      String id = "camera-%03d".formatted(camera);
      var scene = scenes.get((camera + tick / TICKS_A_SECOND) % scenes.size());
      var place = fixture.labelled(id, scene).split("@", -1);
      partitions[camera] = Integer.parseInt(place[0]);
      offsets[camera] = Long.parseLong(place[1]);
    }
  }

  private void watch(Process server, String address, int viewers, int seconds, String what)
      throws Exception {
    var running = new ArrayList<Thread>();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int viewer = 0; viewer < viewers; viewer++) {
      int first = viewer * 7;
      running.add(new Thread(() -> events(address, end)));
      running.add(new Thread(() -> pictures(address, first, end)));
    }
    updates.set(0);
    pictures.set(0);
    errors.set(0);
    long before = cpuMillis(server);
    running.forEach(Thread::start);
    for (var thread : running) {
      thread.join();
    }
    System.out.printf(
        "%s: %.1f %% of a core, resident %d MiB, %d updates, %d pictures, %d errors%n",
        what,
        (cpuMillis(server) - before) / 10.0 / seconds,
        residentMib(server),
        updates.get(),
        pictures.get(),
        errors.get());
  }

  private void events(String address, long end) {
    try {
      var response =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(address + "api/events")).build(),
                  BodyHandlers.ofInputStream());
      try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
        while (System.nanoTime() < end) {
          if (String.valueOf(lines.readLine()).startsWith("data:")) {
            updates.incrementAndGet();
          }
        }
      }
    } catch (IOException | InterruptedException failure) {
      errors.incrementAndGet();
    }
  }

  private void pictures(String address, int first, long end) {
    var http = HttpClient.newHttpClient();
    try {
      while (System.nanoTime() < end) {
        long next = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (int each = 0; each < PICTURES; each++) {
          int camera = (first + each) % CAMERAS;
          if (offsets[camera] == 0) {
            continue;
          }
          var path =
              "api/cameras/camera-%03d/frame.jpg?at=%d@%d"
                  .formatted(camera, partitions[camera], offsets[camera]);
          var answer =
              http.send(
                  HttpRequest.newBuilder(URI.create(address + path)).build(),
                  BodyHandlers.ofByteArray());
          (answer.statusCode() == 200 ? pictures : errors).incrementAndGet();
        }
        TimeUnit.NANOSECONDS.sleep(next - System.nanoTime());
      }
    } catch (IOException | InterruptedException failure) {
      errors.incrementAndGet();
    }
  }

  private static long cpuMillis(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }

  private static long residentMib(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(process.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .sum();
  }
}
