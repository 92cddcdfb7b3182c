package dev.framelens.runtime.checks;

import dev.framelens.contract.FramelensException;
import dev.framelens.contract.TopicNames;
import dev.framelens.contract.kafka.Topics;
import dev.framelens.tagging.settings.JobSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What Kafka tells of the topics and of what this user may do with them.
 *
 * @param parallelism that the job is going to have
 */
public record KafkaCheckup(JobSettings settings, int parallelism) {

  private static final String REJECTED_SIZE = "rejected size";

  /** Room for the headers that a rejected frame gets. */
  private static final int HEADERS =
      Topics.MAX_REJECTED_RECORD_BYTES - Topics.MAX_FRAME_RECORD_BYTES;

  /**
   * Stops a job that could not run, before it starts.
   *
   * @param warn hears what the job will run with, and perhaps not as wished
   * @throws FramelensException where a topic is missing, or where another program's consumers have
   *     the pipeline's name as their group: the job could never commit how far it has read
   */
  public static void requireReady(JobSettings settings, Consumer<String> warn) {
    Topics.require(settings.kafka(), settings.topics().required());
    try (var kafka = new KafkaInspection(settings.kafka())) {
      var group = kafka.group(settings.pipeline());
      if (!group.members().isEmpty()) {
        throw new FramelensException(
            "The consumer group '%s' is %s".formatted(settings.pipeline(), inUse(group)));
      }
      new KafkaCheckup(settings, 1)
          .topics(kafka).stream()
              .filter(finding -> finding.about().equals(REJECTED_SIZE))
              .filter(finding -> finding.level() != Finding.Level.OK)
              .forEach(finding -> warn.accept(finding.text()));
    }
  }

  public List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    try (var kafka = new KafkaInspection(settings.kafka())) {
      findings.add(Finding.ok("kafka", "%s answers".formatted(kafka.clusterId())));
      findings.addAll(topics(kafka));
      findings.add(group(kafka));
    } catch (FramelensException silent) {
      findings.add(Finding.problem("kafka", String.valueOf(silent.getMessage())));
    }
    return findings;
  }

  private List<Finding> topics(KafkaInspection kafka) {
    var findings = new ArrayList<Finding>();
    var topics = settings.topics();
    var found = new TreeMap<String, KafkaInspection.Topic>();
    for (String name : topics.all()) {
      boolean read = name.equals(topics.frames()) || name.equals(topics.config());
      var operation = read ? AclOperation.READ : AclOperation.WRITE;
      try {
        kafka
            .topic(name)
            .ifPresentOrElse(
                topic -> {
                  found.put(name, topic);
                  findings.add(permission(topic, operation));
                },
                () -> findings.add(missing(name, topics)));
      } catch (FramelensException refused) {
        findings.add(Finding.problem("topic " + name, String.valueOf(refused.getMessage())));
      }
    }
    findings.addAll(sizes(topics, found));
    return findings;
  }

  private Finding missing(String name, TopicNames topics) {
    String about = "topic " + name;
    String create =
        "(create: `framelens broker topics --bootstrap-servers %s`)"
            .formatted(settings.kafka().bootstrapServers());
    return topics.required().contains(name)
        ? Finding.problem(about, "is not there " + create)
        : Finding.warning(
            about,
            "is not there: until it is, cameras are as the job's options say, all of them "
                + create);
  }

  private static Finding permission(KafkaInspection.Topic topic, AclOperation needed) {
    String about = "topic " + topic.name();
    return topic.allows(needed)
        ? Finding.ok(about, "%d partitions, %s allowed".formatted(topic.partitions(), needed))
        : Finding.problem(
            about,
            "%s is not allowed to this user (expected: an ACL that allows it)".formatted(needed));
  }

  private Finding group(KafkaInspection kafka) {
    String about = "group " + settings.pipeline();
    KafkaInspection.Group group;
    try {
      group = kafka.group(settings.pipeline());
    } catch (FramelensException refused) {
      return Finding.problem(about, String.valueOf(refused.getMessage()));
    }
    if (!group.members().isEmpty()) {
      return Finding.problem(about, inUse(group));
    }
    return group.allows(AclOperation.READ)
        ? Finding.ok(about, "READ allowed")
        : Finding.problem(
            about, "READ is not allowed to this user (expected: an ACL that allows it)");
  }

  private static String inUse(KafkaInspection.Group group) {
    return "subscribed with by %s, beside whom no job can commit how far it has read (expected: nobody; --pipeline takes another name)"
        .formatted(String.join(", ", group.members()));
  }

  private List<Finding> sizes(TopicNames names, TreeMap<String, KafkaInspection.Topic> found) {
    var findings = new ArrayList<Finding>();
    var frames = found.get(names.frames());
    if (frames == null) {
      return findings;
    }
    if (frames.partitions() < parallelism) {
      findings.add(
          Finding.warning(
              "partitions",
              "%d of %s for %d subtasks (expected: at least as many; the others get no frame)"
                  .formatted(frames.partitions(), frames.name(), parallelism)));
    }
    String clock = frames.settings().get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (clock != null && !clock.equals("LogAppendTime")) {
      findings.add(
          Finding.warning(
              "clock",
              "%s of %s is %s (expected: LogAppendTime; a camera with a wrong clock may be taken for"
                      .formatted(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, frames.name(), clock)
                  + " late)"));
    }
    OptionalInt largest = frames.maxMessageBytes();
    if (largest.isPresent() && largest.getAsInt() < Topics.MAX_FRAME_RECORD_BYTES) {
      findings.add(
          Finding.warning(
              "frame size",
              "%s of %s is %d (expected: %d for the largest frame)"
                  .formatted(
                      TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                      frames.name(),
                      largest.getAsInt(),
                      Topics.MAX_FRAME_RECORD_BYTES)));
    }
    var rejected = found.get(names.rejected());
    if (rejected != null && largest.isPresent() && rejected.maxMessageBytes().isPresent()) {
      findings.add(rejectedSize(rejected, largest.getAsInt() + HEADERS));
    }
    return findings;
  }

  private static Finding rejectedSize(KafkaInspection.Topic rejected, int needed) {
    int size = rejected.maxMessageBytes().orElseThrow();
    String found =
        "%s of %s is %d".formatted(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, rejected.name(), size);
    return size >= needed
        ? Finding.ok(REJECTED_SIZE, found)
        : Finding.warning(
            REJECTED_SIZE,
            "%s (expected: %d at least; frames that do not fit are rejected without their bytes)"
                .formatted(found, needed));
  }
}
