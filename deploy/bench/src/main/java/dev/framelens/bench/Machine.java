package dev.framelens.bench;

import dev.framelens.model.graph.NativeRuntime;
import dev.framelens.model.graph.Processor;
import java.util.List;
import java.util.Objects;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where figures were measured; they mean nothing without it.
 *
 * @param flags of the processor that decide how fast a network runs
 * @param oneDnn whether TensorFlow computes with it: {@code on}, {@code off} or {@code unknown}
 */
public record Machine(
    String processor,
    int cores,
    List<String> flags,
    String system,
    String java,
    String tensorflow,
    String oneDnn,
    String flink,
    String kafka) {
  private static final List<String> TELLING =
      List.of("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8");

  /** This one. */
  public static Machine thisOne() {
    Processor processor = Processor.ofThisMachine();
    return new Machine(
        processor.name(),
        Runtime.getRuntime().availableProcessors(),
        TELLING.stream().filter(processor.flags()::contains).toList(),
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")),
        Objects.toString(Runtime.version()),
        NativeRuntime.tensorFlowVersion(),
        NativeRuntime.oneDnn().word(),
        EnvironmentInformation.getVersion(),
        AppInfoParser.getVersion());
  }

  /** All of it in one line. */
  public String sentence() {
    return "%s, %d cores (%s), %s, Java %s, TensorFlow %s with oneDNN %s, Flink %s, Kafka %s"
        .formatted(
            processor,
            cores,
            String.join(" ", flags),
            system,
            java,
            tensorflow,
            oneDnn,
            flink,
            kafka);
  }
}
