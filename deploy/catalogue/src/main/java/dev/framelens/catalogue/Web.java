package dev.framelens.catalogue;

import dev.framelens.model.store.EntryException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Reads addresses over https. Thread-safe. */
final class Web {
  private static final int REDIRECTS = 5;
  // A source slower than this is worse than the next one.
  private static final long SLOWEST_BYTES_PER_SECOND = 100_000;

  private final HttpClient client;
  private final Limits limits;

  /** Servers that gave no connection, and why: the next entry need not wait for them again. */
  private final Map<String, String> unreachable = new ConcurrentHashMap<>();

  /**
   * How long to wait.
   *
   * @param connect for a connection
   * @param answer for the first byte of an answer
   * @param grace for a body, besides what its length takes at the slowest rate
   * @param plainLoopback allow http to 127.0.0.1, for tests
   */
  record Limits(Duration connect, Duration answer, Duration grace, boolean plainLoopback) {
    static final Limits STANDARD =
        new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30), false);
  }

  Web(Limits limits) {
    this.limits = limits;
    // Redirects are followed here, not by the client, so that each hop is checked.
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(limits.connect())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * The body at an address. The stream breaks off when it takes longer than its expected size
   * allows.
   *
   * @throws EntryException in words for users: no connection, no answer in time, not found
   */
  InputStream open(URI address, long sizeBytes)
      throws EntryException, IOException, InterruptedException {
    URI hop = address;
    for (int hops = 0; hops <= REDIRECTS; hops++) {
      HttpResponse<InputStream> response = send(hop);
      int status = response.statusCode();
      if (status == 200) {
        Duration limit = limits.grace().plusSeconds(sizeBytes / SLOWEST_BYTES_PER_SECOND);
        return new TimedStream(response.body(), limit);
      }
      response.body().close();
      Optional<String> location = response.headers().firstValue("location");
      if (status < 300 || status > 399 || location.isEmpty()) {
        throw new EntryException("HTTP status %d for %s".formatted(status, hop));
      }
      hop = hop.resolve(location.get());
    }
    throw new EntryException("more than %d redirects for %s".formatted(REDIRECTS, address));
  }

  private HttpResponse<InputStream> send(URI address)
      throws EntryException, IOException, InterruptedException {
    if (!allowed(address)) {
      throw new EntryException("%s is not an https address".formatted(address));
    }
    String known = unreachable.get(address.getAuthority());
    if (known != null) {
      throw new EntryException(known);
    }
    HttpRequest request = HttpRequest.newBuilder(address).timeout(limits.answer()).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (HttpConnectTimeoutException e) {
      throw unreachable(address, "connect timed out", e);
    } catch (HttpTimeoutException e) {
      throw new EntryException("no answer within %d s".formatted(limits.answer().toSeconds()), e);
    } catch (ConnectException e) {
      boolean unknown = e.getCause() != null && isUnresolved(e.getCause());
      throw unreachable(
          address, unknown ? "unknown host " + address.getHost() : "connection refused", e);
    }
  }

  private EntryException unreachable(URI address, String reason, IOException cause) {
    unreachable.put(address.getAuthority(), reason);
    return new EntryException(reason, cause);
  }

  private static boolean isUnresolved(Throwable cause) {
    return cause instanceof UnresolvedAddressException
        || (cause.getCause() != null && isUnresolved(cause.getCause()));
  }

  private boolean allowed(URI address) {
    return "https".equals(address.getScheme())
        || (limits.plainLoopback()
            && "http".equals(address.getScheme())
            && "127.0.0.1".equals(address.getHost()));
  }

  /** Closes itself, which fails the reader, when its time is over: the client itself never does. */
  private static final class TimedStream extends FilterInputStream {
    private final CompletableFuture<Void> alarm;
    private final Duration limit;
    private volatile boolean late;

    TimedStream(InputStream body, Duration limit) {
      super(body);
      this.limit = limit;
      Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
      this.alarm = CompletableFuture.runAsync(this::breakOff, later);
    }

    private void breakOff() {
      late = true;
      try {
        in.close();
      } catch (IOException e) {
        // The reader fails all the same, by `late`.
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read;
      try {
        read = super.read(bytes, offset, length);
      } catch (IOException e) {
        throw late ? tooSlow() : e;
      }
      if (late) {
        throw tooSlow();
      }
      return read;
    }

    private IOException tooSlow() {
      return new IOException("not done within %d s".formatted(limit.toSeconds()));
    }

    @Override
    public void close() throws IOException {
      alarm.cancel(false);
      super.close();
    }
  }
}
