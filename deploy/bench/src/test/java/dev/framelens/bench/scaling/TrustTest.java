package dev.framelens.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.bench.Factor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustTest {
  private final RunResult good = SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.02));

  @Test
  void nothingSpeaksAgainstAGoodRun() {
    assertThat(Trust.ofClosed(SampleRuns.slots(2), List.of(good), true, true)).isEmpty();
  }

  @Test
  void idleSlotsMeanThatKafkaWasTheLimit() {
    var starved = SampleRuns.run(4, SampleRuns.window(100, 10.0, 0.25));
    assertThat(Trust.ofClosed(SampleRuns.slots(2), List.of(good, starved), true, true))
        .singleElement()
        .asString()
        .startsWith("Broker-bound")
        .contains("25 %");
  }

  @Test
  void aLateSenderMeansThatTheProducerWasTheLimit() {
    Offered late = SampleRuns.offered(0.9, 80, 35);
    assertThat(Trust.ofOffered(SampleRuns.slots(1), List.of(good), List.of(late), true, true))
        .singleElement()
        .asString()
        .startsWith("Producer-bound")
        .contains("35 ms");
  }

  @Test
  void fewerPartitionsThanSlotsLeaveSlotsIdle() {
    var setting = SampleRuns.slots(3, Map.of(Factor.PARTITIONS, "2"));
    assertThat(Trust.ofClosed(setting, List.of(good), true, true))
        .contains("2 partitions for 3 slots: 1 of them have nothing to do");
  }

  @Test
  void coresThatAreSharedWithTheBrokerAreTold() {
    assertThat(Trust.ofClosed(SampleRuns.slots(4), List.of(good), true, true))
        .singleElement()
        .asString()
        .contains("4 slots share 4 cores with the broker and this command");
    assertThat(Trust.ofClosed(SampleRuns.slots(4), List.of(good), false, false)).isEmpty();
  }

  @Test
  void whatFlinkDidNotRefreshIsNotGuessed() {
    var unknown = SampleRuns.run(4, SampleRuns.window(100, null, null));
    assertThat(Trust.ofClosed(SampleRuns.slots(1), List.of(unknown), false, false))
        .hasSize(2)
        .allMatch(warning -> warning.contains("--count"));
  }
}
