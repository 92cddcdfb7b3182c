package dev.framelens.wall.server;

import static java.util.Objects.requireNonNull;

import dev.framelens.contract.FrameId;
import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.wall.following.TopicFollower;
import dev.framelens.wall.pictures.PictureCache;
import dev.framelens.wall.pictures.RecordFetcher;
import dev.framelens.wall.state.WallState;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** Serves the wall until it is closed. */
public final class WallServer implements AutoCloseable {
  private static final int MOST_THREADS = 150;
  private static final Pattern PLACE = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

  /** The page's own files, with their media types: nothing else is served. */
  private static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "login.html", "text/html; charset=utf-8",
          "wall.css", "text/css; charset=utf-8",
          "app.js", "text/javascript; charset=utf-8",
          "cameras.js", "text/javascript; charset=utf-8",
          "camera.js", "text/javascript; charset=utf-8",
          "pages.js", "text/javascript; charset=utf-8",
          "drawing.js", "text/javascript; charset=utf-8",
          "elements.js", "text/javascript; charset=utf-8",
          "icon.svg", "image/svg+xml");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
          + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TopicNames topics;
  private final WallState state;
  private final TopicFollower follower;
  private final RecordFetcher fetcher;
  private final PictureCache pictures;
  private final Updates updates;
  private final Access access;
  private final String bind;
  private final Javalin http;

  private WallServer(
      KafkaConnection kafka, TopicNames topics, WallSettings settings, InstantSource clock) {
    this.topics = topics;
    this.bind = settings.bind();
    access = new Access(settings.token());
    state = new WallState(clock);
    follower = TopicFollower.start(kafka, topics, WallState.HISTORY, state, clock);
    fetcher = new RecordFetcher(kafka);
    pictures = new PictureCache(fetcher);
    updates = new Updates(state, follower, clock);
    http = Javalin.create(this::configure);
  }

  /**
   * Starts to serve.
   *
   * @throws FramelensException where no Kafka answers, or the address is taken
   */
  public static WallServer start(
      KafkaConnection kafka, TopicNames topics, WallSettings settings, InstantSource clock) {
    var server = new WallServer(kafka, topics, settings, clock);
    try {
      server.http.start(settings.bind(), settings.port());
      return server;
    } catch (JavalinException failure) {
      server.close();
      throw new FramelensException(
          "%s:%d cannot be listened at (expected: an address of this machine and a free port): %s"
              .formatted(settings.bind(), settings.port(), failure.getMessage()),
          failure);
    }
  }

  /** Where a browser finds it. */
  public String address() {
    return "http://%s:%d/".formatted(bind.contains(":") ? "[" + bind + "]" : bind, http.port());
  }

  @Override
  public void close() {
    updates.close();
    http.stop();
    follower.close();
    fetcher.close();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    var threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("wall-http");
    threads.setDaemon(true);
    config.jetty.threadPool = threads;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.routes.before(this::guard);
    config.routes.get("/", request -> file(request, "index.html"));
    config.routes.get("/login", request -> file(request, "login.html"));
    config.routes.post("/login", this::login);
    config.routes.get("/files/{name}", request -> file(request, request.pathParam("name")));
    config.routes.get("/api/cameras", request -> json(request, updates.json()));
    config.routes.get("/api/cameras/{id}", this::camera);
    config.routes.get("/api/cameras/{id}/frame.jpg", this::picture);
    config.routes.get("/api/events", this::events);
    config.routes.get("/api/load", request -> json(request, Updates.json(state.load())));
    config.routes.get(
        "/api/rejected",
        request -> json(request, Updates.json(Map.of("rejected", state.rejections()))));
    config.routes.get("/api/rejected/{place}/bytes", this::rejected);
    config.routes.exception(
        FramelensException.class,
        (failure, request) ->
            fail(request, HttpStatus.BAD_GATEWAY, String.valueOf(failure.getMessage())));
  }

  private void guard(Context request) {
    request.header("Content-Security-Policy", POLICY);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cache-Control", "no-store");
    if (access.isGranted(request) || (access.needsToken() && isOfLogin(request.path()))) {
      return;
    }
    if (access.needsToken() && request.path().equals("/")) {
      request.redirect("/login");
    } else {
      fail(
          request,
          access.needsToken() ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN,
          access.needsToken()
              ? "The token is absent or wrong (expected: Authorization: Bearer TOKEN, or the cookie"
                  + " that /login sets)"
              : "The host is none of this machine's loopback (expected: localhost or 127.0.0.1)");
    }
    request.skipRemainingHandlers();
  }

  /** What a browser needs to ask for the token. */
  private static boolean isOfLogin(String path) {
    return List.of("/login", "/files/wall.css", "/files/icon.svg").contains(path);
  }

  private void login(Context request) {
    String token = request.formParam("token");
    if (token != null && access.isToken(token)) {
      request.cookie(Access.cookie(token));
      request.redirect("/", HttpStatus.SEE_OTHER);
    } else {
      request.status(HttpStatus.UNAUTHORIZED);
      file(request, "login.html");
    }
  }

  private static void file(Context request, String name) {
    String type = FILES.get(name);
    if (type == null) {
      fail(request, HttpStatus.NOT_FOUND, "There is no such file");
      return;
    }
    try (InputStream file =
        WallServer.class.getResourceAsStream("/dev/framelens/wall/web/" + name)) {
      request.contentType(type).result(requireNonNull(file, name).readAllBytes());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void camera(Context request) {
    state
        .camera(request.pathParam("id"))
        .ifPresentOrElse(
            camera -> json(request, Updates.json(camera)),
            () -> fail(request, HttpStatus.NOT_FOUND, "Nothing is known of such a camera"));
  }

  private void picture(Context request) {
    String camera = request.pathParam("id");
    Optional<FrameId> at = place(request, topics.frames(), request.queryParam("at"));
    if (at.isEmpty()) {
      return;
    }
    var found = pictures.get(at.get());
    if (found.isEmpty()) {
      fail(request, HttpStatus.GONE, "Kafka no longer has the frame: retention was faster");
      return;
    }
    var picture = found.get();
    if (!picture.camera().equals(camera)) {
      fail(request, HttpStatus.NOT_FOUND, "The frame is another camera's");
      return;
    }
    if (!picture.mediaType().startsWith("image/")) {
      fail(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The frame is neither a JPEG nor a PNG");
      return;
    }
    // An identity has its bytes for ever.
    request.header("Cache-Control", "private, max-age=600, immutable");
    request.contentType(picture.mediaType()).result(picture.bytes());
  }

  private void rejected(Context request) {
    Optional<FrameId> at = place(request, topics.rejected(), request.pathParam("place"));
    if (at.isEmpty()) {
      return;
    }
    var found = fetcher.fetch(at.get());
    if (found.isEmpty()) {
      fail(request, HttpStatus.GONE, "Kafka no longer has the rejected frame");
      return;
    }
    byte[] bytes = found.get().value();
    request.header(
        "Content-Disposition",
        "attachment; filename=\"rejected-%d-%d.bin\""
            .formatted(at.get().partition(), at.get().offset()));
    request.contentType("application/octet-stream").result(bytes == null ? new byte[0] : bytes);
  }

  private static Optional<FrameId> place(Context request, String topic, @Nullable String text) {
    var parts = PLACE.matcher(text == null ? "" : text);
    if (!parts.matches()) {
      fail(
          request,
          HttpStatus.BAD_REQUEST,
          "'%.40s' is no place (expected: PARTITION@OFFSET)".formatted(text));
      return Optional.empty();
    }
    return Optional.of(
        new FrameId(topic, Integer.parseInt(parts.group(1)), Long.parseLong(parts.group(2))));
  }

  /** On the request's own thread: a viewer who is slow holds up nobody else. */
  private void events(Context request) throws IOException, InterruptedException {
    var added = updates.add();
    if (added.isEmpty()) {
      fail(request, HttpStatus.SERVICE_UNAVAILABLE, "Too many watch the wall");
      return;
    }
    Viewer viewer = added.get();
    var response = request.res();
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("utf-8");
    try {
      OutputStream out = response.getOutputStream();
      for (var next = viewer.next(); next != null; next = viewer.next()) {
        out.write(next.missed() ? updates.everything() : next.update());
        out.flush();
      }
    } catch (IOException left) {
      // The viewer has gone, or was too slow for too long.
    } finally {
      updates.remove(viewer);
    }
  }

  private static void json(Context request, byte[] json) {
    request.contentType("application/json").result(json);
  }

  private static void fail(Context request, HttpStatus status, String sentence) {
    request.status(status);
    json(request, Updates.json(Map.of("error", sentence)));
  }
}
