package dev.framelens.model.graph;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.TensorFlow;

/**
 * The one way to TensorFlow's native library, which is configured before it loads. Whoever touches
 * a class of TensorFlow that needs the library calls {@link #load} first. What a user has set, in
 * the environment or as a system property, stays.
 *
 * <ul>
 *   <li>oneDNN is on whatever the processor, see {@link OneDnn}.
 *   <li>TensorFlow says nothing below an error.
 *   <li>JavaCPP's limits are off. Left alone, it compares the whole process's memory with four
 *       times the heap, and beyond that answers each native allocation with up to ten full
 *       collections and then an {@code OutOfMemoryError}. A frame's tensors are closed by hand and
 *       the container bounds the process.
 * </ul>
 */
public final class NativeRuntime {
  private static final Logger LOG = LoggerFactory.getLogger(NativeRuntime.class);

  /** TensorFlow's own variable: 0 for all that it says, 1 from warnings, 2 from errors on. */
  private static final String LOG_LEVEL = "TF_CPP_MIN_LOG_LEVEL";

  private static final String ERRORS = "2";
  private static final String ON = "1";

  private static final String LIBRARY = "libtensorflow_framework.so.2";

  /** {@code bool tensorflow::IsMKLEnabled()}: what TensorFlow's kernels themselves ask. */
  private static final String IS_ONE_DNN_ON = "_ZN10tensorflow12IsMKLEnabledEv";

  private static @Nullable OneDnn oneDnn;

  private NativeRuntime() {}

  /**
   * Loads TensorFlow, the first time.
   *
   * @throws UnsatisfiedLinkError where there is no library for this platform, or none that can be
   *     unpacked
   */
  public static void load() {
    var unused = oneDnn();
  }

  /** Loads TensorFlow and says which one it is. */
  public static String tensorFlowVersion() {
    load();
    return TensorFlow.version();
  }

  /** Loads TensorFlow and says whether it computes with oneDNN. */
  public static synchronized OneDnn oneDnn() {
    OneDnn known = oneDnn;
    if (known == null) {
      String reason = configure();
      String version = TensorFlow.version();
      known = ask();
      oneDnn = known;
      LOG.info(known.logLine(version, reason));
    }
    return known;
  }

  /** Why oneDNN is as it is going to be. */
  private static String configure() {
    setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    // Java copies the environment when it is first asked: what it shows afterwards is the user's.
    if (System.getenv(LOG_LEVEL) == null) {
      NativeProcess.setUnlessSet(LOG_LEVEL, ERRORS);
    }
    String users = System.getenv(OneDnn.VARIABLE);
    if (users != null) {
      return "%s=%s in the environment".formatted(OneDnn.VARIABLE, users);
    }
    return NativeProcess.setUnlessSet(OneDnn.VARIABLE, ON)
        ? "%s=%s, set here".formatted(OneDnn.VARIABLE, ON)
        : "%s cannot be set here".formatted(OneDnn.VARIABLE);
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /** Whether a user wants to hear all that TensorFlow has to say. */
  static boolean talkative() {
    return "0".equals(System.getenv(LOG_LEVEL));
  }

  private static OneDnn ask() {
    return NativeProcess.function(LIBRARY, IS_ONE_DNN_ON)
        // A C++ bool is a byte: what lies in the register above it means nothing.
        .map(function -> (function.invokeInt(new Object[0]) & 0xFF) != 0)
        .map(on -> on ? OneDnn.ON : OneDnn.OFF)
        .orElse(OneDnn.UNKNOWN);
  }
}
