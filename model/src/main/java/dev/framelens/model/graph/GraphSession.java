package dev.framelens.model.graph;

import java.util.function.Function;
import org.tensorflow.Graph;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;

/**
 * A graph that no longer changes and its session, closed together. Thread-safe: many threads may
 * run it at once.
 *
 * <p>A run happens whole on the caller's thread: one intra-op thread, and {@code
 * inter_op_thread_pool = -1}. One thread per slot then scales by slots, and no pool of TensorFlow's
 * competes with Flink's tasks for the cores. The intra-op pool belongs to the process and its first
 * session decides its size, which is why every session is opened here.
 *
 * @param <P> the graph's end points, as its builder knows them
 */
public final class GraphSession<P> implements AutoCloseable {
  /**
   * A system property, for measuring what the caller's thread is worth: {@code tensorflow} leaves
   * threads to TensorFlow.
   */
  public static final String THREADS = "framelens.threads";

  private static final boolean OWN_POOLS = "tensorflow".equals(System.getProperty(THREADS));
  private static final int CALLER_THREAD = -1;
  private static final ConfigProto THREADING =
      OWN_POOLS
          ? ConfigProto.getDefaultInstance()
          : ConfigProto.newBuilder()
              .setIntraOpParallelismThreads(1)
              .setInterOpParallelismThreads(1)
              .build();
  private static final RunOptions PLACE =
      OWN_POOLS
          ? RunOptions.getDefaultInstance()
          : RunOptions.newBuilder().setInterOpThreadPool(CALLER_THREAD).build();

  private static boolean firstRunDone;

  private final Graph graph;
  private final Session session;
  private final P points;

  private GraphSession(Graph graph, Session session, P points) {
    this.graph = graph;
    this.session = session;
    this.points = points;
  }

  /** Builds the graph and opens its session; on failure nothing stays open. */
  public static <P> GraphSession<P> open(Function<Ops, P> builder) {
    NativeRuntime.load();
    firstRun();
    return build(builder);
  }

  /**
   * A process's first run writes two lines on the standard error, whatever the log level: that
   * Abseil's logging was not initialised, and that a compiler is not used which nobody asked for.
   * So the first run is one of nothing, and both are dropped.
   */
  private static synchronized void firstRun() {
    if (firstRunDone) {
      return;
    }
    firstRunDone = true;
    if (NativeRuntime.talkative()) {
      return;
    }
    try (var nothing = build(tf -> tf.constant(0))) {
      StandardErrorFilter.run(
          () -> nothing.runner().fetch(nothing.points()).run().close(), GraphSession::isNotice);
    }
  }

  private static boolean isNotice(String line) {
    return line.contains("log messages before absl::InitializeLog()")
        || line.contains("MLIR V1 optimization pass is not enabled");
  }

  private static <P> GraphSession<P> build(Function<Ops, P> builder) {
    var graph = new Graph();
    try {
      P points = builder.apply(Ops.create(graph));
      return new GraphSession<>(graph, new Session(graph, THREADING), points);
    } catch (RuntimeException | Error failure) {
      graph.close();
      throw failure;
    }
  }

  /** A run to be fed and fetched; the caller closes its result. */
  public Session.Runner runner() {
    return session.runner().setOptions(PLACE);
  }

  public P points() {
    return points;
  }

  /** Waits for the runs under way. */
  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
