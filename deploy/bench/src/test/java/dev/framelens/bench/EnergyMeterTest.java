package dev.framelens.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a folder laid out as Linux does it. */
final class EnergyMeterTest {
  @TempDir private Path powercap;

  @Test
  void addsThePackagesAndNothingElse() throws IOException {
    zone("intel-rapl:0", "package-0", 1_000_000);
    zone("intel-rapl:1", "package-1", 5_000_000);
    zone("intel-rapl:0:0", "core", 100);
    zone("intel-rapl:2", "psys", 100);
    EnergyMeter meter = EnergyMeter.at(powercap).orElseThrow();
    List<Long> start = meter.read();

    count("intel-rapl:0", 3_500_000);
    count("intel-rapl:1", 6_000_000);
    count("intel-rapl:0:0", 90_000_000);
    count("intel-rapl:2", 90_000_000);

    assertThat(start).containsExactly(1_000_000L, 5_000_000L);
    assertThat(meter.joulesSince(start)).isEqualTo(3.5);
  }

  @Test
  void aCounterThatWentRoundGoesOnFromZero() throws IOException {
    zone("intel-rapl:0", "package-0", 9_000_000);
    EnergyMeter meter = EnergyMeter.at(powercap).orElseThrow();
    List<Long> start = meter.read();

    count("intel-rapl:0", 500_000);

    assertThat(meter.joulesSince(start)).isEqualTo(1.5);
  }

  @Test
  void aMachineWithoutReadableCountersHasNoMeter() throws IOException {
    assertThat(EnergyMeter.at(powercap)).isEmpty();
    assertThat(EnergyMeter.at(powercap.resolve("absent"))).isEmpty();

    zone("intel-rapl:0", "package-0", 1);
    Files.delete(powercap.resolve("intel-rapl:0/energy_uj"));
    assertThat(EnergyMeter.at(powercap)).isEmpty();
  }

  private void zone(String folder, String name, long microjoules) throws IOException {
    Path zone = Files.createDirectory(powercap.resolve(folder));
    Files.writeString(zone.resolve("name"), name + "\n");
    Files.writeString(zone.resolve("max_energy_range_uj"), "10000000\n");
    count(folder, microjoules);
  }

  private void count(String folder, long microjoules) throws IOException {
    Files.writeString(powercap.resolve(folder).resolve("energy_uj"), microjoules + "\n");
  }
}
