package dev.framelens.production;

import static dev.framelens.production.DeployFiles.text;
import static dev.framelens.production.DeployFiles.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that alerts and the dashboard ask for. */
final class NamedMetrics {
  private static final Pattern NAME = Pattern.compile("\\b(flink|framelens)_\\w+");

  private NamedMetrics() {}

  static JsonNode dashboard() {
    try {
      return DeployFiles.JSON.readTree(text("monitoring/grafana/dashboards/framelens.json"));
    } catch (JsonProcessingException wrong) {
      throw new AssertionError(wrong);
    }
  }

  /** What the dashboard's panels ask. */
  static List<String> queries() {
    return dashboard().findValuesAsText("expr");
  }

  static Set<String> all() {
    var expressions = new ArrayList<>(queries());
    yaml("monitoring/alerts.yml").findValues("expr").forEach(e -> expressions.add(e.asText()));
    expressions.add(dashboard().at("/templating/list/0/query").asText());
    var names = new TreeSet<String>();
    expressions.stream()
        .flatMap(expression -> NAME.matcher(expression).results())
        .forEach(name -> names.add(name.group()));
    return names;
  }

  /** Those of Flink and the job. */
  static List<String> ofFlink() {
    return all().stream().filter(name -> name.startsWith("flink_")).toList();
  }

  /** Those of the bridge. */
  static Stream<String> ofTheBridge() {
    return all().stream().filter(name -> name.startsWith("framelens_"));
  }
}
