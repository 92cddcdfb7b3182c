package dev.framelens.wall;

import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.testing.Await;
import dev.framelens.wall.server.WallSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws the wall and a camera's page, light and dark, with made-up streets: {@code wall-light.jpg}
 * and three more in the folder that is named.
 */
public final class WallScreenshots {
  private static final List<String> CAMERAS =
      List.of(
          "bridge-east",
          "bridge-west",
          "car-park-1",
          "car-park-2",
          "entrance",
          "gate-3",
          "harbour",
          "loading-dock",
          "market",
          "station",
          "tram-stop",
          "yard");
  private static final int MOMENTS = 70;
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 860;

  private WallScreenshots() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments.length > 0 ? arguments[0] : "target/screenshots");
    try (var browser = Browser.start(WIDTH, HEIGHT);
        var fixture = new WallFixture();
        var wall = fixture.wall(WallSettings.local())) {
      for (int moment = 0; moment < MOMENTS; moment++) {
        send(fixture, moment);
        Thread.sleep(700);
        if (moment == 1) {
          browser.driver().get(wall.address());
        }
        if (moment == MOMENTS - 25) {
          shoot(browser, folder, "wall");
          browser.size(400, 800);
          shoot(browser, folder, "telephone");
          browser.size(WIDTH, HEIGHT);
          browser.driver().get("about:blank");
          browser.driver().get(wall.address() + "#/camera/gate-3");
        }
      }
      Await.until(
          "charts",
          () ->
              Boolean.TRUE.equals(
                  browser
                      .driver()
                      .executeScript("return document.querySelectorAll('.chart').length === 3")));
      browser.size(WIDTH, 1700);
      send(fixture, MOMENTS);
      Thread.sleep(3_000);
      shoot(browser, folder, "camera");
      browser.size(WIDTH, HEIGHT);
      for (String page : List.of("load", "rejected")) {
        browser.driver().get("about:blank");
        browser.driver().get(wall.address() + "#/" + page);
        Thread.sleep(2_000);
        shoot(browser, folder, page);
      }
    }
  }

  private static void shoot(Browser browser, Path folder, String name) throws InterruptedException {
    for (boolean dark : new boolean[] {false, true}) {
      browser.dark(dark);
      Thread.sleep(400);
      browser.screenshot(folder.resolve("%s-%s.jpg".formatted(name, dark ? "dark" : "light")));
    }
    browser.dark(false);
  }

  private static void send(WallFixture fixture, int moment) {
    for (int camera = 0; camera < CAMERAS.size(); camera++) {
      String id = CAMERAS.get(camera);
      boolean stopped = id.equals("harbour") && moment > 20;
      if (!stopped) {
        fixture.labelled(id, Scene.of(camera, moment));
      }
      if (camera % 3 == 1 || (id.equals("gate-3") && moment % 3 > 0)) {
        fixture.drop(id, moment % 7 == 0 ? "stale" : "superseded");
      }
      if (id.equals("harbour")) {
        status(
            fixture,
            id,
            stopped ? CameraState.OFFLINE : CameraState.ONLINE,
            stopped ? "no route to the camera, trying again in 8 s" : null);
      }
      if (id.equals("market")) {
        status(fixture, id, CameraState.FROZEN, "the same picture for 14 s");
      }
    }
    if (moment % 9 == 0) {
      fixture
          .sender()
          .send(
              Outcomes.rejection(
                  fixture.topics().rejected(),
                  "station",
                  1,
                  moment,
                  "undecodable",
                  new byte[41_200]));
    }
    fixture
        .sender()
        .send(fixture.topics().latency(), "subtask-0", Outcomes.latency(0, Instant.now()));
  }

  private static void status(
      WallFixture fixture, String camera, CameraState state, @Nullable String reason) {
    var now = Instant.now();
    fixture.status(
        new CameraStatus(
            camera,
            "bridge",
            state,
            now,
            now,
            reason,
            state == CameraState.ONLINE ? 1.4 : 0,
            5,
            100L,
            640,
            360,
            1e5,
            9,
            0,
            0,
            0,
            0,
            0));
  }
}
