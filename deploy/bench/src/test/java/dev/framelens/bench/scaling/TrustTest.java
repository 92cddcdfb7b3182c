package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.bench.Factor;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrustTest {
  private final RunResult good = SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.02));

  @Test
  void nothingSpeaksAgainstAGoodRun() {
    assertThat(closed(SampleRuns.slots(2), true, good)).isEmpty();
  }

  @Test
  void idleSlotsMeanThatKafkaWasTheLimit() {
    var starved = SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.25));
    assertThat(closed(SampleRuns.slots(2), true, good, starved))
        .singleElement()
        .asString()
        .startsWith("Broker-bound")
        .contains("25 %");
  }

  @Test
  void aLateSenderMeansThatTheProducerWasTheLimit() {
    Window late = SampleRuns.offered(0.9, 80, 35);
    assertThat(Trust.warnings(SampleRuns.slots(1), List.of(good), List.of(late), true, true))
        .singleElement()
        .asString()
        .startsWith("Producer-bound")
        .contains("35 ms");
  }

  @Test
  void fewerPartitionsThanSlotsLeaveSlotsIdle() {
    var setting = SampleRuns.slots(3, Map.of(Factor.PARTITIONS, "2"));
    assertThat(closed(setting, true, good))
        .contains("2 partitions for 3 slots: 1 of them have nothing to do");
  }

  @Test
  void coresThatAreSharedWithTheBrokerAreTold() {
    assertThat(closed(SampleRuns.slots(4), true, good))
        .singleElement()
        .asString()
        .contains("4 slots share 4 cores with the broker and this command");
    assertThat(closed(SampleRuns.slots(4), false, good)).isEmpty();
  }

  @Test
  void whatFlinkDidNotRefreshIsNotGuessed() {
    var unknown = SampleRuns.run(4, SampleRuns.window(100, null, null));
    assertThat(closed(SampleRuns.slots(1), false, unknown))
        .hasSize(2)
        .allMatch(warning -> warning.contains("--count"));
  }

  private static List<String> closed(Setting setting, boolean own, RunResult... runs) {
    var windows = Stream.of(runs).map(RunResult::closed).toList();
    return Trust.warnings(setting, List.of(runs), windows, own, own);
  }
}
