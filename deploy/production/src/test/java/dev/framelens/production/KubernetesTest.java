package dev.framelens.production;

import static dev.framelens.production.DeployFiles.texts;
import static dev.framelens.production.Kustomization.all;
import static dev.framelens.production.Kustomization.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.contract.status.CameraStatus;
import dev.framelens.tagging.TaggingJobMain;
import dev.framelens.tagging.options.JobOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests as objects, and what they name of this build. No Kubernetes is asked. */
final class KubernetesTest {
  private static final String PIPELINE = "default";

  /** What whoever applies the manifests makes by hand, as deploy/README.md says. */
  private static final Set<String> SECRETS_MADE_BY_HAND =
      Set.of("framelens-camera-addresses", "framelens-wall-token");

  private final List<JsonNode> base = Kustomization.build("base");
  private final JsonNode job = one(base, "FlinkDeployment", "framelens-tagging").path("spec");

  @ParameterizedTest
  @ValueSource(strings = {"base", "overlays/small"})
  void everyObjectHasFieldsThatKubernetesKnowsAndNoOthers(String folder) {
    assertThat(Kustomization.build(folder))
        .isNotEmpty()
        .allSatisfy(object -> assertThat(StrictModel.faults(object)).isEmpty());
  }

  @Test
  void aFieldThatIsMisspeltIsFound() {
    for (String kind : List.of("Kafka", "KafkaUser", "StatefulSet", "FlinkDeployment", "Role")) {
      ObjectNode object = all(base, kind).get(0).deepCopy();
      JsonNode inner = object.path("spec").isMissingNode() ? object : object.path("spec");
      ((ObjectNode) inner).put("replicsa", 3);
      assertThat(StrictModel.faults(object)).as(kind).isNotEmpty();
    }
    ObjectNode pods = job.deepCopy();
    ((ObjectNode) pods.at("/podTemplate/spec/containers/0")).put("volumeMount", 1);
    ObjectNode flink = one(base, "FlinkDeployment", "framelens-tagging").deepCopy();
    flink.set("spec", pods);
    assertThat(StrictModel.faults(flink)).anyMatch(fault -> fault.contains("volumeMount"));
  }

  @Test
  void theTopicsAreTheContracts() {
    var expected = new HashMap<String, NewTopic>();
    new Topics(TopicNames.standard(), 12).all().forEach(topic -> expected.put(topic.name(), topic));

    assertThat(names("KafkaTopic"))
        .containsAll(expected.keySet())
        .contains(CameraStatus.TOPIC)
        .hasSize(expected.size() + 1);
    expected.forEach(
        (name, topic) -> {
          JsonNode spec = one(base, "KafkaTopic", name).path("spec");
          assertThat(spec.path("partitions").asInt()).as(name).isEqualTo(topic.numPartitions());
          assertThat(fieldNames(spec.path("config"))).as(name).isEqualTo(topic.configs().keySet());
          topic
              .configs()
              .forEach(
                  (key, value) -> {
                    if (!key.startsWith("retention.") && !key.startsWith("segment.")) {
                      assertThat(spec.at("/config").path(key).asText())
                          .as("%s %s", name, key)
                          .isEqualTo(value);
                    }
                  });
        });
    JsonNode status = one(base, "KafkaTopic", CameraStatus.TOPIC).at("/spec/config");
    assertThat(status.path("cleanup.policy").asText()).isEqualTo("compact");
    assertThat(status.path("max.message.bytes").asInt()).isEqualTo(Topics.MAX_STATUS_RECORD_BYTES);
  }

  @Test
  void usersNameTopicsThatAreAndThePipelineThatRuns() {
    var names = new TreeSet<String>();
    all(base, "KafkaTopic").forEach(topic -> names.add(topic.at("/metadata/name").asText()));
    for (JsonNode user : all(base, "KafkaUser")) {
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        String name = acl.at("/resource/name").asText();
        switch (acl.at("/resource/type").asText()) {
          case "topic" -> assertThat(names).contains(name);
          case "group" -> assertThat(name).isEqualTo(PIPELINE);
          case "transactionalId" -> assertThat(name).isEqualTo("framelens:" + PIPELINE + ":");
          default -> throw new AssertionError(acl);
        }
      }
    }
    var topics = TopicNames.standard();
    assertThat(allowed("framelens-tagging", "Read"))
        .contains(topics.frames(), topics.config(), PIPELINE);
    assertThat(allowed("framelens-tagging", "Write"))
        .contains(
            topics.labels(),
            topics.rejected(),
            topics.dropped(),
            topics.latency(),
            topics.rejectedConfig())
        .doesNotContain(topics.frames(), topics.config());
    assertThat(allowed("framelens-cameras", "Read")).containsExactly(CameraStatus.TOPIC);
    assertThat(allowed("framelens-wall", "Write")).isEmpty();
  }

  @Test
  void theJobIsTheBuildsAndReadsItsArguments() throws Exception {
    assertThat(Class.forName(job.at("/job/entryClass").asText())).isEqualTo(TaggingJobMain.class);
    assertThat(job.at("/job/jarURI").asText())
        .isEqualTo("local:///opt/flink/usrlib/" + Dockerfile.JOB_JAR);
    var arguments = new ArrayList<>(texts(job.at("/job/args")));
    int file = arguments.indexOf("--kafka-config");
    assertThat(mounted(job.path("podTemplate"), arguments.get(file + 1))).isTrue();
    arguments.subList(file, file + 2).clear(); // it is there in the pod alone

    var settings = JobOptions.parse(arguments.toArray(String[]::new));

    assertThat(settings.pipeline()).isEqualTo(PIPELINE);
    assertThat(settings.topics()).isEqualTo(TopicNames.standard());
    assertThat(settings.store())
        .hasValueSatisfying(
            home -> assertThat(mounted(job.path("podTemplate"), home + "/models/x")).isTrue());
    assertThat(settings.kafka().bootstrapServers())
        .isEqualTo("framelens-kafka-bootstrap:" + kafkaPort());
  }

  @Test
  void flinkIsConfiguredAsTheBundleSays() {
    var lines = FlinkLines.of(job.path("flinkConfiguration"));
    lines.assertAsBundled();
    assertThat(lines.taskManagerMebibytes(job.at("/taskManager/resource/memory").asText()))
        .isEqualTo(2560);
    assertThat(lines.jobManagerMebibytes(job.at("/jobManager/resource/memory").asText()))
        .isEqualTo(1024);
    assertThat(lines.slots()).isGreaterThanOrEqualTo(job.at("/taskManager/resource/cpu").asInt());
    for (String folder : List.of("high-availability.storageDir", "execution.checkpointing.dir")) {
      String path = lines.value(folder).replace("file://", "");
      assertThat(mounted(job.path("podTemplate"), path)).as(folder).isTrue();
    }
    assertThat(mounted(job.path("podTemplate"), lines.natives())).isTrue();
  }

  @Test
  void everyPodIsRestricted() {
    assertThat(pods()).hasSize(3);
    pods()
        .forEach(
            (name, pod) -> {
              assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
              assertThat(pod.at("/securityContext/runAsUser").asInt()).as(name).isPositive();
              assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                  .isEqualTo("RuntimeDefault");
              for (JsonNode container : pod.path("containers")) {
                JsonNode context = container.path("securityContext");
                assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
                if (!name.equals("framelens-tagging")) { // whose operator sets them
                  assertThat(container.at("/resources/limits/memory"))
                      .as(name)
                      .isEqualTo(container.at("/resources/requests/memory"))
                      .isNotNull();
                }
              }
            });
  }

  @Test
  void everyVolumeIsOfSomethingThatIsThere() {
    var configMaps = names("ConfigMap");
    var claims = names("PersistentVolumeClaim");
    var secrets = new TreeSet<>(names("KafkaUser"));
    secrets.addAll(SECRETS_MADE_BY_HAND);
    all(base, "Kafka")
        .forEach(kafka -> secrets.add(kafka.at("/metadata/name").asText() + "-cluster-ca-cert"));
    pods()
        .forEach(
            (name, pod) -> {
              var volumes = new TreeSet<String>();
              for (JsonNode volume : pod.path("volumes")) {
                volumes.add(volume.path("name").asText());
                ifThere(volume.at("/configMap/name"), n -> assertThat(configMaps).contains(n));
                ifThere(volume.at("/secret/secretName"), n -> assertThat(secrets).contains(n));
                ifThere(
                    volume.at("/persistentVolumeClaim/claimName"),
                    n -> assertThat(claims).contains(n));
              }
              for (JsonNode container : pod.path("containers")) {
                var mounts = new TreeSet<String>();
                container
                    .path("volumeMounts")
                    .forEach(mount -> mounts.add(mount.path("name").asText()));
                assertThat(mounts).as(name).isEqualTo(volumes);
                container
                    .findValues("secretRef")
                    .forEach(r -> assertThat(secrets).contains(r.path("name").asText()));
                container
                    .findValues("secretKeyRef")
                    .forEach(r -> assertThat(secrets).contains(r.path("name").asText()));
              }
            });
  }

  @Test
  void commandsAndTheirOptionsAreThere() {
    CommandLines.check(texts(container("framelens-cameras").path("args")));
    CommandLines.check(texts(container("framelens-wall").path("args")));
  }

  @Test
  void camerasAreWrittenAsTheBridgeReadsThem() {
    String file = one(base, "ConfigMap", "framelens-cameras").at("/data/cameras.yaml").asText();
    String schema = "/dev/framelens/schemas/cameras-1.json";
    assertThat(DeployFiles.violations(schema, DeployFiles.parse(file).get(0))).isEmpty();
    assertThat(DeployFiles.violations(schema, DeployFiles.yaml("docker/cameras.yaml"))).isEmpty();
  }

  @Test
  void eachShardIsOneOfAsManyAsThereArePods() {
    for (String folder : List.of("base", "overlays/small")) {
      JsonNode bridge = one(Kustomization.build(folder), "StatefulSet", "framelens-cameras");
      assertThat(texts(bridge.at("/spec/template/spec/containers/0/args")))
          .contains("$(SHARD)/" + bridge.at("/spec/replicas").asInt());
      assertThat(bridge.at("/spec/ordinals/start").asInt()).isEqualTo(1);
    }
  }

  @Test
  void policiesLetThroughThePortsThatAreListenedAt() {
    var lines = FlinkLines.of(job.path("flinkConfiguration"));
    assertThat(ports("framelens-tagging", "ingress"))
        .containsExactlyInAnyOrder(
            lines.port("taskmanager.data.port"),
            lines.port("taskmanager.rpc.port"),
            lines.port("jobmanager.rpc.port"),
            lines.port("blob.server.port"),
            lines.port("metrics.internal.query-service.port"),
            8081);
    assertThat(ports("framelens-names-and-kafka", "egress")).contains(kafkaPort());
    assertThat(ports("framelens-metrics", "ingress"))
        .containsExactlyInAnyOrder(
            lines.port("metrics.reporter.prom.port"),
            container("framelens-cameras").at("/ports/0/containerPort").asInt());
    assertThat(texts(container("framelens-cameras").path("args")))
        .contains("0.0.0.0:" + container("framelens-cameras").at("/ports/0/containerPort").asInt());
    assertThat(ports("framelens-wall", "ingress"))
        .containsExactly(container("framelens-wall").at("/ports/0/containerPort").asInt());
    assertThat(texts(container("framelens-wall").path("args")))
        .contains(container("framelens-wall").at("/ports/0/containerPort").asText());
  }

  /** Strimzi lets clients to Kafka by the label that the pods have. */
  @Test
  void everyPodThatSpeaksToKafkaIsLetThere() {
    JsonNode label =
        one(base, "Kafka", "framelens")
            .at("/spec/kafka/listeners/0/networkPolicyPeers/0/podSelector/matchLabels");
    for (JsonNode template :
        List.of(
            job.at("/jobManager/podTemplate"),
            job.at("/taskManager/podTemplate"),
            one(base, "StatefulSet", "framelens-cameras").at("/spec/template"),
            one(base, "Deployment", "framelens-wall").at("/spec/template"))) {
      assertThat(template.at("/metadata/labels/kafka-client"))
          .isEqualTo(label.path("kafka-client"));
    }
  }

  @Test
  void whatClientsAreToldIsReadByThem(@TempDir Path folder) throws Exception {
    String properties =
        one(base, "ConfigMap", "framelens-kafka-client").at("/data/client.properties").asText();
    var settings = KafkaSettings.read(Files.writeString(folder.resolve("client"), properties));
    for (String path :
        List.of(
            "/etc/framelens/client/client.properties",
            "/etc/framelens/user/sasl.jaas.config",
            settings.properties().getProperty("ssl.truststore.location"))) {
      pods().values().forEach(pod -> assertThat(mounted(pod, path)).as(path).isTrue());
    }
    Class.forName(settings.properties().getProperty("config.providers.directory.class"));
  }

  private int kafkaPort() {
    return one(base, "Kafka", "framelens").at("/spec/kafka/listeners/0/port").asInt();
  }

  private Set<String> allowed(String user, String operation) {
    return StreamSupport.stream(
            one(base, "KafkaUser", user).at("/spec/authorization/acls").spliterator(), false)
        .filter(acl -> texts(acl.path("operations")).contains(operation))
        .map(acl -> acl.at("/resource/name").asText())
        .collect(Collectors.toSet());
  }

  /** The pods' own, by name. */
  private Map<String, JsonNode> pods() {
    return Map.of(
        "framelens-tagging", job.at("/podTemplate/spec"),
        "framelens-cameras",
            one(base, "StatefulSet", "framelens-cameras").at("/spec/template/spec"),
        "framelens-wall", one(base, "Deployment", "framelens-wall").at("/spec/template/spec"));
  }

  private JsonNode container(String pod) {
    JsonNode container = pods().getOrDefault(pod, job).at("/containers/0");
    assertThat(container.isMissingNode()).as(pod).isFalse();
    return container;
  }

  private Set<String> names(String kind) {
    return all(base, kind).stream()
        .map(object -> object.at("/metadata/name").asText())
        .collect(Collectors.toSet());
  }

  private List<Integer> ports(String policy, String direction) {
    return one(base, "NetworkPolicy", policy)
        .at("/spec")
        .path(direction)
        .findValues("port")
        .stream()
        .map(JsonNode::asInt)
        .distinct()
        .toList();
  }

  private static boolean mounted(JsonNode pod, String file) {
    return pod.findValuesAsText("mountPath").stream()
        .anyMatch(mount -> Path.of(file).startsWith(mount));
  }

  private static Set<String> fieldNames(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void ifThere(JsonNode name, Consumer<String> check) {
    Stream.of(name).filter(JsonNode::isTextual).map(JsonNode::asText).forEach(check);
  }
}
