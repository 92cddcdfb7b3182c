package dev.framelens.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.NativeLibrary;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("native")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class StandardErrorFilterTest {

  static final class Child {
    private Child() {}

    public static void main(String[] arguments) {
      StandardErrorFilter.run(
          () -> {
            nativeCodeWrites("wanted\nunwanted\nnot ended by a line break");
            System.err.println("Java's");
          },
          "unwanted"::equals);
      nativeCodeWrites("afterwards\n");
    }

    private static void nativeCodeWrites(String text) {
      var process = NativeLibrary.getProcess();
      var stderr = process.getGlobalVariableAddress("stderr").getPointer(0);
      process.getFunction("fputs").invokeInt(new Object[] {text, stderr});
    }
  }

  @Test
  void dropsTheUnwantedLineOfNativeCodeAndNothingElse() throws Exception {
    assertThat(TestJvm.run(Child.class, Map.of()).err())
        .isEqualTo("Java's\nwanted\nnot ended by a line break\nafterwards\n");
  }
}
