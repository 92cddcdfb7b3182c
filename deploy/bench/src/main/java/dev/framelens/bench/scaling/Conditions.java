package dev.framelens.bench.scaling;

import dev.framelens.bench.Machine;
import java.util.List;

/**
 * Under what figures were measured; they mean nothing without it.
 *
 * @param machine of this command, and of a cluster and a broker of its own
 * @param cluster whose Flink it was
 * @param broker whose Kafka it was
 * @param pictures their sizes
 * @param warmUp frames for each slot before those measured
 * @param count frames for each slot
 * @param command as it was called, without passwords: they are never arguments
 */
record Conditions(
    Machine machine,
    String cluster,
    String broker,
    List<String> pictures,
    int warmUp,
    int count,
    long seed,
    String command) {

  /** One line each, for people. */
  List<String> lines() {
    return List.of(
        machine.sentence(),
        "Flink: %s; Kafka: %s".formatted(cluster, broker),
        "Pictures %s; %d frames for each slot to warm up, %d measured; seed %d"
            .formatted(String.join(", ", pictures), warmUp, count, seed),
        command);
  }
}
