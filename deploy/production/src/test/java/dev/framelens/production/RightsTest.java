package dev.framelens.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framelens.catalogue.testing.TestModels;
import dev.framelens.cli.Framelens;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.KafkaConnection;
import dev.framelens.contract.kafka.KafkaSettings;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.model.store.ModelStore;
import dev.framelens.runtime.checks.Finding;
import dev.framelens.runtime.checks.KafkaCheckup;
import dev.framelens.runtime.job.EmbeddedJob;
import dev.framelens.tagging.JobModels;
import dev.framelens.tagging.options.JobOptions;
import dev.framelens.testing.Await;
import dev.framelens.testing.Pictures;
import dev.framelens.testing.SecureBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each part does its work in a Kafka with the rights of {@code users.yaml}, and no others. */
@Tag("broker")
@Timeout(240)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RightsTest {
  private static final TopicNames TOPICS = TopicNames.standard();

  private Path folder;
  private KafkaClusterTestKit kit;
  private Map<String, Object> admin;
  private Path user;

  @BeforeAll
  void start(@TempDir Path shared) throws Exception {
    folder = shared;
    kit = SecureBroker.start();
    Path file =
        SecureBroker.config(
            folder.resolve("admin"),
            JaasUtils.KAFKA_PLAIN_ADMIN,
            JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD);
    user =
        SecureBroker.config(
            folder.resolve("user"),
            JaasUtils.KAFKA_PLAIN_USER1,
            JaasUtils.KAFKA_PLAIN_USER1_PASSWORD);
    admin = client(file);
    Topics.ensureStandard(new KafkaConnection(kit.bootstrapServers(), KafkaSettings.read(file)), 1);
  }

  @AfterAll
  void stop() throws Exception {
    kit.close();
  }

  @Test
  void theJobTagsExactlyOnceAndTheBridgeWritesPicturesThatItCannotRead() throws Exception {
    TestModels.mobilenet();
    var bindings = grant("framelens-cameras");
    Path picture =
        Files.write(folder.resolve("gate.jpg"), Pictures.jpeg(Pictures.gradient(320, 240)));
    assertThat(
            new Framelens()
                .commandLine()
                .execute(
                    "cameras",
                    "--source",
                    picture.toString(),
                    "--id",
                    "gate",
                    "--seconds",
                    "2",
                    "--bootstrap-servers",
                    kit.bootstrapServers(),
                    "--kafka-config",
                    user.toString()))
        .isZero();
    assertThatThrownBy(this::readFrames).isInstanceOf(TopicAuthorizationException.class);
    revoke(bindings);

    grant("framelens-tagging");
    var settings =
        JobOptions.parse(
            "--bootstrap-servers",
            kit.bootstrapServers(),
            "--kafka-config",
            user.toString(),
            "--delivery",
            "exactly-once",
            "--from",
            "earliest",
            "--keep-all",
            "--max-age",
            "0",
            "--checkpoint-interval",
            "1s",
            "--parallelism",
            "1");
    assertThat(new KafkaCheckup(settings, 1).findings())
        .filteredOn(finding -> finding.level() == Finding.Level.PROBLEM)
        .isEmpty();
    var committed = new HashMap<>(admin);
    committed.put("isolation.level", "read_committed");
    try (var labels = new Labels(committed);
        var job =
            EmbeddedJob.start(
                settings,
                JobModels.of(settings, ModelStore.standard()::require),
                EmbeddedJob.FREE_PORT)) {
      labels.await("default", 5);
      send(new byte[] {1, 2, 3});
      Await.until("a rejection", () -> end(TOPICS.rejected()) > 0);
      assertThat(job.await(Duration.ZERO)).isFalse();
    }
  }

  private void readFrames() {
    try (var reader =
        new KafkaConsumer<>(
            client(user), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      reader.assign(List.of(new TopicPartition(TOPICS.frames(), 0)));
      reader.seekToBeginning(List.of());
      reader.poll(Duration.ofSeconds(20));
    }
  }

  private void send(byte[] picture) throws Exception {
    try (var producer =
        new KafkaProducer<>(admin, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPICS.frames(), "gate", picture)).get();
    }
  }

  private long end(String topic) {
    try (var reader =
        new KafkaConsumer<>(admin, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partition = new TopicPartition(topic, 0);
      return reader.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    }
  }

  /** What the manifest allows a user, allowed to ours. */
  private List<AclBinding> grant(String name) throws Exception {
    var bindings = new ArrayList<AclBinding>();
    JsonNode manifest = Kustomization.one(Kustomization.build("base"), "KafkaUser", name);
    for (JsonNode acl : manifest.at("/spec/authorization/acls")) {
      var resource =
          new ResourcePattern(
              switch (acl.at("/resource/type").asText()) {
                case "topic" -> ResourceType.TOPIC;
                case "group" -> ResourceType.GROUP;
                case "transactionalId" -> ResourceType.TRANSACTIONAL_ID;
                default -> throw new AssertionError(acl);
              },
              acl.at("/resource/name").asText(),
              acl.at("/resource/patternType").asText().equals("prefix")
                  ? PatternType.PREFIXED
                  : PatternType.LITERAL);
      for (String operation : DeployFiles.texts(acl.path("operations"))) {
        bindings.add(
            new AclBinding(
                resource,
                new AccessControlEntry(
                    "User:" + JaasUtils.KAFKA_PLAIN_USER1,
                    "*",
                    AclOperation.fromString(
                        operation.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)),
                    AclPermissionType.ALLOW)));
      }
    }
    try (var kafka = Admin.create(admin)) {
      kafka.createAcls(bindings).all().get();
    }
    return bindings;
  }

  private void revoke(List<AclBinding> bindings) throws Exception {
    try (var kafka = Admin.create(admin)) {
      kafka.deleteAcls(bindings.stream().map(AclBinding::toFilter).toList()).all().get();
    }
  }

  private Map<String, Object> client(Path config) {
    return KafkaSettings.read(config).with(Map.of("bootstrap.servers", kit.bootstrapServers()));
  }
}
