package dev.framelens.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
  @Test
  void readsNameAndFlagsOfTheFirstCore() {
    var processor =
        Processor.parse(
            List.of(
                "processor\t: 0",
                "cpu family\t: 26",
                "model\t\t: 2",
                "model name\t: Imaginary 9000",
                "flags\t\t: fpu avx512f avx512_bf16",
                "model name\t: Another"));

    assertThat(processor.name()).isEqualTo("Imaginary 9000 (family 26, model 2)");
    assertThat(processor.flags()).containsExactlyInAnyOrder("fpu", "avx512f", "avx512_bf16");
    assertThat(processor.hasBfloat16()).isTrue();
  }

  @Test
  void aMachineThatTellsNothingHasNoFlags() {
    var processor = Processor.parse(List.of());

    assertThat(processor.name()).isNotEmpty();
    assertThat(processor.hasBfloat16()).isFalse();
  }
}
