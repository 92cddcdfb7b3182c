package dev.framelens.production;

import static dev.framelens.production.DeployFiles.path;
import static dev.framelens.production.DeployFiles.text;
import static dev.framelens.production.DeployFiles.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules, scrapes and the dashboard, by Prometheus' own tool. */
final class MonitoringTest {
  private static final Path FOLDER = path("monitoring");

  @Test
  void everyAlertFiresOnASeriesOfItsOwnAndNoneWhileAllIsWell() throws Exception {
    var tests = new TreeSet<String>();
    for (JsonNode test : yaml("monitoring/alerts-test.yml").path("tests")) {
      tests.add(test.path("name").asText());
    }
    for (String alert : alerts()) {
      assertThat(tests).contains(alert + " fires");
    }
    assertThat(tests).hasSize(alerts().size() + 1);
    promtool("test", "rules", FOLDER.resolve("alerts-test.yml").toString());
  }

  @Test
  void prometheusTakesTheRulesAndTheScrapes() throws Exception {
    promtool("check", "rules", FOLDER.resolve("alerts.yml").toString());
    promtool("check", "config", FOLDER.resolve("prometheus.yml").toString());
  }

  /** Debian's tool knows no Kubernetes: what it cannot read is replaced by what it can. */
  @Test
  void prometheusTakesTheScrapesOfKubernetesButForWhereTheyLook(@TempDir Path folder)
      throws Exception {
    Files.copy(FOLDER.resolve("alerts.yml"), folder.resolve("alerts.yml"));
    String found =
        """
        kubernetes_sd_configs:
              - role: pod
                namespaces:
                  names: [framelens]
        """
            .strip();
    String scrapes = text("monitoring/prometheus-kubernetes.yml");
    assertThat(scrapes).contains(found);
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file, scrapes.replace(found, "static_configs: [{targets: ['127.0.0.1:9249']}]"));
    promtool("check", "config", file.toString());
  }

  @Test
  void theDashboardsQueriesAreQueries(@TempDir Path folder) throws Exception {
    var rules = new StringBuilder("groups:\n- name: dashboard\n  rules:\n");
    List<String> queries = NamedMetrics.queries();
    for (int i = 0; i < queries.size(); i++) {
      rules
          .append("  - record: panel:")
          .append(i)
          .append("\n    expr: ")
          .append(DeployFiles.JSON.writeValueAsString(queries.get(i).replace("$pipeline", ".*")))
          .append('\n');
    }
    Path file =
        Files.writeString(
            folder.resolve("dashboard.yml"), rules.toString().replace("panel:", "panel:p"));
    promtool("check", "rules", file.toString());
  }

  @Test
  void theDashboardReadsTheSourceThatIsProvided() {
    JsonNode source = yaml("monitoring/grafana/datasources/prometheus.yml").at("/datasources/0");
    assertThat(NamedMetrics.dashboard().findValues("datasource"))
        .isNotEmpty()
        .allSatisfy(used -> assertThat(used.path("uid")).isEqualTo(source.path("uid")));
  }

  private static List<String> alerts() {
    var alerts = new ArrayList<String>();
    for (JsonNode rule : yaml("monitoring/alerts.yml").findValues("alert")) {
      alerts.add(rule.asText());
    }
    return alerts;
  }

  private static void promtool(String... arguments) throws Exception {
    var command = Stream.concat(Stream.of("promtool"), Stream.of(arguments)).toList();
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException absent) {
      throw TestData.skip("promtool is not there (expected: Debian's package prometheus)");
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
