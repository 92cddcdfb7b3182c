package dev.framelens.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameIdTest {
  @Test
  void isWrittenAsTopicPartitionAndOffset() {
    assertThat(new FrameId("frames", 2, 9917)).hasToString("frames/2@9917");
    assertThat(FrameId.parse("frames/2@9917")).isEqualTo(new FrameId("frames", 2, 9917));
  }

  @Property
  void isReadBackAsItWasWritten(
      @ForAll
          @StringLength(min = 1, max = 249)
          @CharRange(from = 'A', to = 'Z')
          @CharRange(from = 'a', to = 'z')
          @CharRange(from = '0', to = '9')
          @Chars({'.', '_', '-'})
          String topic,
      @ForAll @IntRange(max = Integer.MAX_VALUE) int partition,
      @ForAll @LongRange(max = Long.MAX_VALUE) long offset) {
    var id = new FrameId(topic, partition, offset);

    assertThat(FrameId.parse(id.toString())).isEqualTo(id);
  }

  @Property
  void whateverElseIsReadIsRefusedWithOneSentence(@ForAll String text) {
    try {
      assertThat(FrameId.parse(text)).hasToString(text);
    } catch (FramelensException refused) {
      assertThat(refused)
          .hasMessageContaining("is no frame's identity (expected: TOPIC/PARTITION@");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "frames",
        "frames/2",
        "frames@9917",
        "/2@9917",
        "2@9917/frames",
        "frames/2@",
        "frames/@9917",
        "frames/two@9917",
        "frames/-2@9917",
        "frames/2@-9917",
        "frames/+2@9917",
        "frames/02@9917",
        "frames/2 @9917",
        "frames/2@9917\n",
        "frames/2147483648@9917",
        "frames/2@9223372036854775808"
      })
  void refusesWhatItWouldNotHaveWritten(String text) {
    assertThatThrownBy(() -> FrameId.parse(text))
        .isInstanceOf(FramelensException.class)
        .hasMessage(
            "'%s' is no frame's identity (expected: TOPIC/PARTITION@OFFSET, such as frames/2@9917)"
                .formatted(text));
  }
}
