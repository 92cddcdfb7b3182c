package dev.framelens.wall;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.framelens.contract.status.CameraState;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.testing.Await;
import dev.framelens.testing.Pictures;
import dev.framelens.wall.Outcomes.Found;
import dev.framelens.wall.server.WallServer;
import dev.framelens.wall.server.WallSettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The wall as a viewer has it: a page in a browser. */
@Tag("browser")
@Timeout(180)
class WallBrowserTest {
  private static final String SCRIPT = "<script>document.title='broken'</script>";
  private static final List<String> CAMERAS = List.of("gate", "yard", "lane");

  private static WallFixture fixture;
  private static WallServer wall;
  private static Browser browser;
  private static ScheduledExecutorService cameras;
  private static volatile List<String> running = CAMERAS;

  @BeforeAll
  static void start() {
    browser = Browser.start(1280, 900);
    fixture = new WallFixture();
    wall = fixture.wall(WallSettings.local());
    cameras = Executors.newSingleThreadScheduledExecutor();
    var moment = new int[1];
    var unused =
        cameras.scheduleAtFixedRate(
            () -> {
              moment[0]++;
              for (String camera : running) {
                fixture.labelled(camera, Scene.of(1 + CAMERAS.indexOf(camera), moment[0]));
              }
              fixture.drop("yard", "superseded");
            },
            0,
            1,
            TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    if (cameras != null) {
      cameras.shutdownNow();
      cameras.awaitTermination(20, TimeUnit.SECONDS);
      wall.close();
      fixture.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  /** Whatever a test looked at: nothing inline, nothing broken, nobody else asked. */
  @AfterEach
  void nothingWasBrokenAndNobodyElseAsked() {
    browser.assertCalm();
    String own = "127.0.0.1:" + URI.create(wall.address()).getPort();
    assertThat(browser.requests())
        .filteredOn(address -> address.startsWith("http") || address.startsWith("ws"))
        .allSatisfy(address -> assertThat(URI.create(address).getAuthority()).isEqualTo(own));
  }

  @Test
  void everyCameraIsATileWithItsPictureSoon() throws Exception {
    open("");
    tile("gate");
    // Known cameras: the page opens to viewers who come later.
    open("");
    await("a picture", "return document.querySelector('.picture img[src]:not([hidden])') !== null");
    Number millis =
        browser.ask(
            Number.class,
            """
            return performance.getEntriesByType('resource')
                .find((each) => each.name.includes('/frame.jpg')).responseEnd;
            """);

    CAMERAS.forEach(WallBrowserTest::tile);
    System.out.printf("First picture after %.0f ms%n", millis.doubleValue());
    await(
        "labels",
        "return document.querySelector('[data-camera=gate] .numbers').textContent.includes('fps')");
    await(
        "drops",
        "return document.querySelector('[data-camera=yard] .lost').textContent.includes('superseded')");
    assertThat(
            browser.ask(Boolean.class, "return document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
  }

  /** A picture of known pixels: the box has to lie where they are. */
  @Test
  void boxesLieOnWhatTheyFound() throws Exception {
    var box = new Found("person", 0.71, 0.25, 0.5, 0.75, 0.625);
    byte[] picture = Pictures.jpeg(Pictures.gradient(800, 600));
    fixture.labelled("portrait", picture, 800, 600, "tabby", box);
    open("#/camera/portrait");
    await("a box", "return document.querySelector('.boxes .box rect') !== null");

    List<?> edges =
        browser.ask(
            List.class,
            """
            const image = document.querySelector('.picture img').getBoundingClientRect();
            const rectangle = document.querySelector('.boxes .box rect').getBoundingClientRect();
            const shown = document.querySelector('.picture img');
            const scale = Math.min(image.width / shown.naturalWidth, image.height / shown.naturalHeight);
            const left = image.left + (image.width - scale * shown.naturalWidth) / 2;
            const top = image.top + (image.height - scale * shown.naturalHeight) / 2;
            return [rectangle.left - left, rectangle.top - top, rectangle.right - left,
                rectangle.bottom - top].map((edge) => edge / scale);
            """);

    double[] expected = {400, 150, 500, 450};
    for (int edge = 0; edge < expected.length; edge++) {
      assertThat(((Number) edges.get(edge)).doubleValue()).isCloseTo(expected[edge], within(5.0));
    }
    assertThat(browser.driver().findElement(By.cssSelector(".boxes text")).getText())
        .isEqualTo("person 71 %");
  }

  @Test
  void aCameraThatStopsIsMarkedWithinTwelveSeconds() throws Exception {
    open("");
    await("online", state("lane", "online"));
    running = List.of("gate", "yard");
    long stopped = System.nanoTime();
    try {
      await("silent", state("lane", "silent"));

      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stopped)).isLessThan(12_500);
    } finally {
      running = CAMERAS;
    }
    await("online again", state("lane", "online"));
  }

  @Test
  void whatABridgeTellsIsShown() throws Exception {
    var now = Instant.now();
    fixture.status(
        new CameraStatus(
            "porch",
            "bridge",
            CameraState.FROZEN,
            now,
            now,
            "the same picture for 12 s",
            0,
            5,
            12_000L,
            640,
            360,
            0,
            9,
            0,
            0,
            0,
            0,
            0));
    open("");

    await("frozen", state("porch", "frozen"));
    await("silent", state("porch", "offline"));
  }

  @Test
  void camerasAreSearchedAndSorted() throws Exception {
    open("");
    CAMERAS.forEach(WallBrowserTest::tile);
    browser.driver().findElement(By.tagName("body")).sendKeys("/");
    browser.driver().switchTo().activeElement().sendKeys("yar");
    await(
        "one",
        "return [...document.querySelectorAll('.tile')].map((t) => t.dataset.camera).join() === 'yard'");
    browser
        .driver()
        .switchTo()
        .activeElement()
        .sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
    await("all", "return document.querySelectorAll('.tile').length >= 3");

    browser.driver().findElement(By.cssSelector("select option[value=dropped]")).click();

    await("most dropped first", "return document.querySelector('.tile').dataset.camera === 'yard'");
    browser.driver().findElement(By.cssSelector("select option[value=name]")).click();
  }

  @Test
  void namesOfLabelsAndKeysAreTextAlone() throws Exception {
    byte[] picture = Pictures.jpeg(Pictures.gradient(64, 36));
    fixture.labelled("hostile", picture, 64, 36, SCRIPT, new Found(SCRIPT, 0.9, 0, 0, 1, 1));
    fixture
        .sender()
        .send(Outcomes.rejection(fixture.topics().rejected(), SCRIPT, 0, 1, "bad-key", picture));
    open("#/camera/hostile");
    await(
        "the name",
        "return document.querySelector('.boxes text')?.textContent.startsWith('<script>')");
    await("the label", "return document.querySelector('tbody')?.textContent.includes('<script>')");
    assertThat(browser.driver().getTitle()).isEqualTo("hostile – Framelens");
    open("#/rejected");
    await("the key", "return document.querySelector('tbody')?.textContent.includes('<script>')");
    assertThat(browser.driver().getTitle()).isEqualTo("Framelens");
  }

  @Test
  void aCamerasPageHasItsMinutesAndItsConfiguration() throws Exception {
    fixture
        .sender()
        .send(
            fixture.topics().config(),
            "gate",
            "{\"schema\":\"framelens.config/1\",\"maxFps\":2}".getBytes(UTF_8));
    open("");
    tile("gate");
    browser.driver().findElement(By.cssSelector("[data-camera=gate]")).sendKeys(Keys.ENTER);
    await("charts", "return document.querySelectorAll('.chart').length === 3");
    await("ledger", "return document.querySelectorAll('.ledger span').length === 6");
    await("labels", "return document.querySelectorAll('tbody tr').length > 1");
    await(
        "config",
        "return document.querySelector('pre')?.textContent === 'framelens config set gate maxFps=2'");

    browser.driver().findElement(By.tagName("body")).sendKeys(Keys.ESCAPE);

    await("the wall again", "return document.querySelectorAll('.tile').length >= 3");
  }

  @Test
  void loadIsAPageOfItsOwn() throws Exception {
    open("#/load");

    await("partitions", "return document.querySelectorAll('tbody tr').length >= 1");
  }

  @Test
  void theWallFitsATelephone() throws Exception {
    browser.size(400, 800);
    try {
      for (String page : new String[] {"", "#/camera/gate", "#/load", "#/rejected"}) {
        open(page);
        await("content", "return document.querySelector('main').textContent.length > 5");
        Thread.sleep(1_500);

        assertThat(
                browser.ask(
                    Boolean.class, "return document.documentElement.scrollWidth <= innerWidth"))
            .as(page)
            .isTrue();
      }
    } finally {
      browser.size(1280, 900);
    }
  }

  @Test
  void aWrongTokenIsRefusedAndTheRightOneLetsIn() throws Exception {
    try (var guarded =
            fixture.wall(new WallSettings(WallSettings.LOOPBACK, 0, Optional.of("right-token")));
        var other = Browser.start(800, 600)) {
      other.driver().get(guarded.address());
      other.driver().findElement(By.id("token")).sendKeys("wrong-token", Keys.ENTER);
      Await.until("asked again", () -> other.driver().getCurrentUrl().endsWith("/login"));
      assertThat(other.driver().findElements(By.cssSelector(".tile"))).isEmpty();

      other.driver().findElement(By.id("token")).sendKeys("right-token", Keys.ENTER);

      Await.until("tiles", () -> !other.driver().findElements(By.cssSelector(".tile")).isEmpty());
    }
  }

  private static void open(String page) {
    // Another fragment alone would be no new page.
    browser.driver().get("about:blank");
    browser.driver().get(wall.address() + page);
  }

  private static void tile(String camera) {
    try {
      await(
          "a tile of " + camera,
          "return document.querySelector('[data-camera=%s]') !== null".formatted(camera));
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static String state(String camera, String state) {
    return "return document.querySelector('[data-camera=%s][data-state=%s]') !== null"
        .formatted(camera, state);
  }

  private static void await(String what, String script) throws InterruptedException {
    Await.until(
        what,
        () -> Boolean.TRUE.equals(browser.driver().executeScript(script)),
        () -> browser.driver().findElement(By.tagName("body")).getText());
  }
}
