package dev.framelens.model.graph;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps lines from the console that native code writes whatever it is told. Meanwhile C's {@code
 * stderr} is a stream in memory; what it holds is passed on afterwards, but for the unwanted lines.
 * In glibc {@code stderr} is a variable that a program may set ("Standard Streams" in its manual).
 *
 * <p>The file descriptor stays as it is: what Java, its loggers and child processes write meanwhile
 * goes where it always goes, and is neither held up nor lost. Native code of other threads is
 * heard, a little later.
 *
 * <p>Elsewhere than on glibc, or without JNA, it does nothing.
 */
final class StandardErrorFilter {
  private static final Logger LOG = LoggerFactory.getLogger(StandardErrorFilter.class);

  private StandardErrorFilter() {}

  /**
   * Runs the work without those lines; one at a time in a process.
   *
   * @param unwanted says which lines to drop
   */
  static void run(Runnable work, Predicate<String> unwanted) {
    Redirection redirection = redirect();
    try {
      work.run();
    } finally {
      if (redirection != null) {
        redirection.end(unwanted);
      }
    }
  }

  /**
   * Never freed: a thread that is about to write may have read the variable before it was set back.
   *
   * @param variable holds the stream that native code writes to
   * @param stream in memory
   * @param content where C leaves the address of what was written, and behind it its length
   */
  private record Redirection(
      NativeLibrary process, Pointer variable, Pointer original, Pointer stream, Pointer content) {

    /** Sets the variable back and passes on the other lines. */
    void end(Predicate<String> unwanted) {
      variable.setPointer(0, original);
      process.getFunction("fflush").invokeInt(new Object[] {stream});
      int bytes = (int) content.getLong(Long.BYTES);
      String wanted =
          new String(content.getPointer(0).getByteArray(0, bytes), UTF_8)
              .lines()
              .filter(unwanted.negate())
              .map(line -> line + "\n")
              .collect(joining());
      byte[] passedOn = wanted.getBytes(UTF_8);
      process
          .getFunction("fwrite")
          .invokeLong(new Object[] {passedOn, 1L, (long) passedOn.length, original});
    }
  }

  private static @Nullable Redirection redirect() {
    try {
      var process = NativeLibrary.getProcess();
      // Other C libraries keep the variable in memory that cannot be written.
      process.getFunction("gnu_get_libc_version");
      Pointer variable = process.getGlobalVariableAddress("stderr");
      Pointer content = process.getFunction("malloc").invokePointer(new Object[] {2L * Long.BYTES});
      Pointer stream =
          process
              .getFunction("open_memstream")
              .invokePointer(new Object[] {content, content.share(Long.BYTES)});
      if (stream == null) {
        return null;
      }
      var redirection = new Redirection(process, variable, variable.getPointer(0), stream, content);
      variable.setPointer(0, stream);
      return redirection;
    } catch (RuntimeException | Error unavailable) { // JNA throws plain errors too.
      LOG.debug("Native code writes to the standard error as it likes", unavailable);
      return null;
    }
  }
}
