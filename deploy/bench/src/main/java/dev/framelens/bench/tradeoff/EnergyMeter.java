package dev.framelens.bench.tradeoff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The energy that the processor's packages take, as Linux counts it with RAPL
 * (Documentation/power/powercap in the kernel). It is that of the whole package: idling cores and
 * other processes are in it.
 */
final class EnergyMeter {
  /** Where Linux has the counters. */
  static final Path POWERCAP = Path.of("/sys/class/powercap");

  private static final double MICROJOULES = 1e6;

  private final List<Zone> packages;

  private EnergyMeter(List<Zone> packages) {
    this.packages = packages;
  }

  /** A counter that goes from 0 to its range and then from 0 again. */
  private record Zone(Path counter, long rangeMicrojoules) {
    long microjoules() {
      try {
        return number(counter);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  /**
   * The meter, where there is at least one package whose counter this user may read.
   *
   * @param powercap such as {@link #POWERCAP}
   */
  static Optional<EnergyMeter> at(Path powercap) {
    var packages = new ArrayList<Zone>();
    // Zones below a package, such as core and dram, and the platform's are no packages.
    try (Stream<Path> zones = Files.list(powercap)) {
      for (Path zone : zones.sorted().toList()) {
        if (String.valueOf(zone.getFileName()).matches("intel-rapl:\\d+")
            && Files.readString(zone.resolve("name")).startsWith("package")) {
          var counter =
              new Zone(zone.resolve("energy_uj"), number(zone.resolve("max_energy_range_uj")));
          number(counter.counter());
          packages.add(counter);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      return Optional.empty();
    }
    return packages.isEmpty() ? Optional.empty() : Optional.of(new EnergyMeter(packages));
  }

  /** What the counters say now, for {@link #joulesSince}. */
  List<Long> read() {
    return packages.stream().map(Zone::microjoules).toList();
  }

  /**
   * Joules of all packages since a reading, if none has gone round more than once (which takes
   * minutes at full power).
   */
  double joulesSince(List<Long> start) {
    double microjoules = 0;
    for (int index = 0; index < packages.size(); index++) {
      long difference = packages.get(index).microjoules() - start.get(index);
      microjoules +=
          difference < 0 ? difference + packages.get(index).rangeMicrojoules() : difference;
    }
    return microjoules / MICROJOULES;
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }
}
