package dev.framelens.tagging;

import dev.framelens.tagging.admission.DroppedFrame;
import dev.framelens.tagging.admission.RejectedConfig;
import dev.framelens.tagging.admission.RejectedFrame;
import dev.framelens.tagging.inference.LabelledFrame;
import dev.framelens.tagging.latency.LatencyWindow;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps what a job in this JVM wrote, by the name of the sink. */
final class CollectingSinks implements Sinks {
  /** Sinks travel serialised, so what they collect stands where their copies find it. */
  private static final Map<String, List<Object>> WRITTEN = new ConcurrentHashMap<>();

  CollectingSinks() {
    WRITTEN.clear();
  }

  <T> List<T> written(String sink, Class<T> type) {
    return WRITTEN.getOrDefault(sink, List.of()).stream().map(type::cast).toList();
  }

  @Override
  public Sink<LabelledFrame> labels() {
    return new Collecting<>("labels");
  }

  @Override
  public Sink<DroppedFrame> dropped() {
    return new Collecting<>("dropped");
  }

  @Override
  public Sink<RejectedFrame> rejected(String by) {
    return new Collecting<>("rejected by " + by);
  }

  @Override
  public Sink<LatencyWindow> latency() {
    return new Collecting<>("latency");
  }

  @Override
  public Sink<RejectedConfig> rejectedConfig() {
    return new Collecting<>("rejected-config");
  }

  private record Collecting<T>(String name) implements Sink<T>, SinkWriter<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return this;
    }

    @Override
    public void write(T element, Context context) {
      WRITTEN.computeIfAbsent(name, sink -> new CopyOnWriteArrayList<>()).add(element);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
