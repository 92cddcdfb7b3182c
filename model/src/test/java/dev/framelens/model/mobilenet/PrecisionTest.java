package dev.framelens.model.mobilenet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framelens.model.graph.Processor;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrecisionTest {
  private static final Processor PLAIN = new Processor("old", Set.of("avx2", "avx512f"));

  @Test
  void autoTakesBfloat16WhereTheProcessorMultipliesIt() {
    assertThat(Precision.of("auto", PLAIN)).isEqualTo(Precision.FP32);
    assertThat(Precision.of("auto", new Processor("new", Set.of("avx512_bf16"))))
        .isEqualTo(Precision.BF16);
    assertThat(Precision.of("auto", new Processor("newer", Set.of("amx_bf16"))))
        .isEqualTo(Precision.BF16);
  }

  @Test
  void aWordIsTakenAtItsWordOnAnyProcessor() {
    assertThat(Precision.of("bf16", PLAIN)).isEqualTo(Precision.BF16);
    assertThat(Precision.of(Precision.FP32.word(), PLAIN)).isEqualTo(Precision.FP32);
  }
}
