package dev.framelens.model.graph;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.NativeLong;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process as native code sees it. Java shows no more than a copy of the environment, taken
 * when it started, and no function of a library; JNA reaches both.
 *
 * <p>Where JNA does not work (its jar is missing, the folder that it unpacks itself to forbids
 * execution, there is no C library that it knows), nothing is done and a line of the log says so.
 */
final class NativeProcess {
  private static final Logger LOG = LoggerFactory.getLogger(NativeProcess.class);

  /** {@code RTLD_LAZY | RTLD_NOLOAD} of glibc: what is loaded already, or nothing. */
  private static final int ONLY_IF_LOADED = 1 | 4;

  private NativeProcess() {}

  /**
   * Sets a variable of the C environment for libraries that are loaded later, unless somebody has
   * set it. C reads and writes its environment without a lock: once, early, and no more.
   *
   * @return whether it is set now
   */
  static boolean setUnlessSet(String variable, String value) {
    try {
      int keep = 0;
      return NativeLibrary.getProcess()
              .getFunction("setenv")
              .invokeInt(new Object[] {variable, value, keep})
          == 0;
    } catch (RuntimeException | Error unavailable) { // JNA throws plain errors too.
      LOG.warn(
          "{}={} cannot be set in this process's environment: {}",
          variable,
          value,
          unavailable.toString());
      return false;
    }
  }

  /**
   * Gives memory that nobody uses back to the system, as glibc does not by itself where some that
   * is used lies behind it. Nothing happens on other systems.
   */
  static void trimHeap() {
    function("libc.so.6", "malloc_trim")
        .ifPresent(trim -> trim.invokeInt(new Object[] {new NativeLong(0)}));
  }

  /**
   * A function of a library that this process has loaded; empty where it has not, where the library
   * has no such function, and on systems other than Linux.
   *
   * @param library by the name that it calls itself ({@code SONAME})
   * @param symbol mangled, if it is C++
   */
  static Optional<Function> function(String library, String symbol) {
    try {
      if (!Platform.isLinux()) {
        return Optional.empty();
      }
      var process = NativeLibrary.getProcess();
      // Not JNA's own way to a library: that would add the library's symbols to those which every
      // later one is linked against.
      Pointer handle =
          process.getFunction("dlopen").invokePointer(new Object[] {library, ONLY_IF_LOADED});
      return Optional.ofNullable(handle)
          .map(loaded -> process.getFunction("dlsym").invokePointer(new Object[] {loaded, symbol}))
          .map(Function::getFunction);
    } catch (RuntimeException | Error unavailable) {
      LOG.warn("{} cannot be asked for {}: {}", library, symbol, unavailable.toString());
      return Optional.empty();
    }
  }
}
