package dev.framelens.bench;

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
public record EnergyMeter(List<Zone> packages) {
  /** Where Linux has the counters. */
  public static final Path POWERCAP = Path.of("/sys/class/powercap");

  private static final double MICROJOULES = 1e6;

  /** A counter that goes from 0 to its range and then from 0 again. */
  record Zone(Path counter, long rangeMicrojoules) {
    long microjoules() {
      try {
        return number(counter);
      } catch (IOException gone) {
        throw new UncheckedIOException(gone);
      }
    }
  }

  /** The meter, where there is at least one package whose counter this user may read. */
  public static Optional<EnergyMeter> at(Path powercap) {
    var packages = new ArrayList<Zone>();
    // Zones below a package, such as core and dram, and the platform's are no packages.
    try (Stream<Path> zones = Files.list(powercap)) {
      for (Path zone : zones.sorted().toList()) {
        if (String.valueOf(zone.getFileName()).matches("intel-rapl:\\d+")
            && Files.readString(zone.resolve("name")).startsWith("package")) {
          Path counter = zone.resolve("energy_uj");
          number(counter);
          packages.add(new Zone(counter, number(zone.resolve("max_energy_range_uj"))));
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

  /** Joules since a reading, if no counter has gone round twice (minutes at full power). */
  double joulesSince(List<Long> start) {
    double microjoules = 0;
    for (int index = 0; index < packages.size(); index++) {
      Zone zone = packages.get(index);
      long difference = zone.microjoules() - start.get(index);
      microjoules += difference < 0 ? difference + zone.rangeMicrojoules() : difference;
    }
    return microjoules / MICROJOULES;
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }
}
