package dev.framelens.wall;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium without a screen, which notes every request and every word of its console. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final int QUALITY = 85;

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test where there is no Chromium. */
  public static Browser start(int width, int height) {
    for (Path needed : List.of(CHROMIUM, DRIVER)) {
      if (!Files.isExecutable(needed)) {
        throw TestData.skip(
            "%s is not there (expected: Debian's chromium and chromium-driver)".formatted(needed));
      }
    }
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    // CI runs as root in a container, with little shared memory and no network but loopback.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--force-color-profile=srgb");
    options.setCapability("goog:loggingPrefs", logs);
    var service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    var browser = new Browser(new ChromeDriver(service, options));
    browser.size(width, height);
    return browser;
  }

  public ChromeDriver driver() {
    return driver;
  }

  /** Of the page itself; a window cannot be so narrow as a telephone. */
  public void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(Math.max(width, 520), height + 200));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** As the user's system would prefer. */
  public void dark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** What a script returns. */
  public <T> T ask(Class<T> type, String script, Object... arguments) {
    return type.cast(requireNonNull(driver.executeScript(script, arguments), script));
  }

  /** As a JPEG. */
  public void screenshot(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var shot =
          driver.executeCdpCommand(
              "Page.captureScreenshot", Map.of("format", "jpeg", "quality", QUALITY));
      Files.write(file, Base64.getDecoder().decode((String) requireNonNull(shot.get("data"))));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Fails where the console has an error or a warning, such as a broken policy. */
  public void assertCalm() {
    assertThat(entries(LogType.BROWSER))
        .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .isEmpty();
  }

  /** Every address that was asked for since the last time. */
  public List<String> requests() {
    return entries(LogType.PERFORMANCE)
        .map(entry -> json(entry.getMessage()).path("message"))
        .filter(event -> event.path("method").textValue().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").textValue())
        .toList();
  }

  @Override
  public void close() {
    driver.quit();
  }

  private Stream<LogEntry> entries(String log) {
    return StreamSupport.stream(driver.manage().logs().get(log).spliterator(), false);
  }

  private static JsonNode json(String text) {
    try {
      return new JsonMapper().readTree(text);
    } catch (JsonProcessingException noJson) {
      throw new IllegalStateException(noJson);
    }
  }
}
