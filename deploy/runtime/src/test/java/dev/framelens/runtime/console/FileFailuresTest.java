package dev.framelens.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framelens.contract.FramelensException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFailuresTest {
  @TempDir private Path folder;

  @Test
  void whatTheClassSaysIsSaidInWords() {
    assertThat(Failures.file(new AccessDeniedException("/a"))).isEqualTo("/a: permission denied");
    assertThat(Failures.file(new NoSuchFileException("/a")))
        .isEqualTo("/a: no such file or folder");
    assertThat(Failures.file(new FileSystemException("/a", "/b", "No space left on device")))
        .isEqualTo("/b: No space left on device");
    assertThat(Failures.file(new IOException("Broken pipe"))).isEqualTo("Broken pipe");
  }

  @Test
  void aFileWhereAFolderShouldBeIsSaid() throws Exception {
    Path file = Files.createFile(folder.resolve("home"));

    assertThatThrownBy(() -> Files.createDirectories(file))
        .isInstanceOfSatisfying(
            IOException.class,
            failure ->
                assertThat(Failures.file(failure)).isEqualTo(file + ": is there and no folder"));
  }

  @Test
  void aDiskWithLessThanIsNeededIsRefusedAlsoWhereTheFolderIsNotThereYet() {
    Path later = folder.resolve("not/yet/there");

    assertThatCode(() -> DiskSpace.require(later, 1)).doesNotThrowAnyException();
    assertThatThrownBy(() -> DiskSpace.require(later, Long.MAX_VALUE))
        .isInstanceOf(FramelensException.class)
        .hasMessageMatching("\\d+ MiB of disk are free at .*there \\(expected: at least \\d+\\)");
  }
}
