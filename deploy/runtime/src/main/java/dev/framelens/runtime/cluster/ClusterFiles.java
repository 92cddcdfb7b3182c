package dev.framelens.runtime.cluster;

import dev.framelens.contract.FramelensException;
import dev.framelens.runtime.console.DiskSpace;
import dev.framelens.runtime.console.Failures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Fills the folder of a local cluster. */
final class ClusterFiles {
  /** The jars take 400 of them, unpacked libraries and logs the rest. */
  private static final int LEAST_MEBIBYTES = 800;

  /**
   * While no broker answers, Kafka's admin client says so hundreds of times a second at INFO; its
   * network client's warnings are enough.
   */
  private static final String LOG4J =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = file
      logger.pekko.name = org.apache.pekko
      logger.pekko.level = WARN
      logger.kafka.name = org.apache.kafka.clients.admin.internals.AdminMetadataManager
      logger.kafka.level = WARN
      logger.netty.name = org.apache.flink.shaded.netty4.io.netty.channel.DefaultChannelPipeline
      logger.netty.level = OFF
      appender.file.name = file
      appender.file.type = RollingFile
      appender.file.fileName = ${sys:log.file}
      appender.file.filePattern = ${sys:log.file}.%i
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
      appender.file.policies.type = Policies
      appender.file.policies.size.type = SizeBasedTriggeringPolicy
      appender.file.policies.size.size = 50MB
      appender.file.strategy.type = DefaultRolloverStrategy
      appender.file.strategy.max = 3
      """;

  private ClusterFiles() {}

  /** Copies the jars, so that a later build does not change them under a running process. */
  static void write(ClusterHome home, Map<String, Path> jars, FlinkSettings settings) {
    DiskSpace.require(home.directory(), LEAST_MEBIBYTES);
    try {
      for (Path folder :
          List.of(
              home.lib(),
              home.conf(),
              home.logs(),
              home.natives(),
              home.work(),
              home.checkpoints(),
              home.savepoints())) {
        Files.createDirectories(folder);
      }
      JarFolder.fill(home.lib(), jars);
      JarFolder.fill(home.logs(), Map.of()); // those of an earlier cluster
      Files.writeString(home.conf().resolve("config.yaml"), settings.yaml());
      Files.writeString(home.conf().resolve("log4j.properties"), LOG4J);
    } catch (IOException failure) {
      throw new FramelensException(
          "The cluster's folder %s cannot be filled: %s"
              .formatted(home.directory(), Failures.file(failure)),
          failure);
    }
  }
}
