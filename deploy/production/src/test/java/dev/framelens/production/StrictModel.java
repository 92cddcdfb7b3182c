package dev.framelens.production;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Kubernetes' objects in the classes of its clients. Those keep what they do not know, so each
 * object that was read is walked, and what was kept is told.
 */
final class StrictModel {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  /** By the version of its interface and its kind. */
  private static final Map<String, Class<?>> KINDS =
      Map.ofEntries(
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("v1 PersistentVolumeClaim", PersistentVolumeClaim.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("apps/v1 StatefulSet", StatefulSet.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("rbac.authorization.k8s.io/v1 Role", Role.class),
          Map.entry("rbac.authorization.k8s.io/v1 RoleBinding", RoleBinding.class),
          Map.entry("kafka.strimzi.io/v1 Kafka", Kafka.class),
          Map.entry("kafka.strimzi.io/v1 KafkaNodePool", KafkaNodePool.class),
          Map.entry("kafka.strimzi.io/v1 KafkaTopic", KafkaTopic.class),
          Map.entry("kafka.strimzi.io/v1 KafkaUser", KafkaUser.class));

  private StrictModel() {}

  /** What is wrong with an object; nothing where all of it is known. */
  static List<String> faults(JsonNode object) {
    String kind = object.path("apiVersion").asText() + " " + object.path("kind").asText();
    if (kind.equals("flink.apache.org/v1beta1 FlinkDeployment")) {
      var faults = new ArrayList<>(DeployFiles.violations("flink-deployment.json", object));
      JsonNode spec = object.path("spec");
      for (JsonNode pod :
          List.of(
              spec.path("podTemplate"),
              spec.path("jobManager").path("podTemplate"),
              spec.path("taskManager").path("podTemplate"))) {
        faults.addAll(faults(pod, PodTemplateSpec.class));
      }
      return faults;
    }
    Class<?> type = KINDS.get(kind);
    return type == null ? List.of("no class for " + kind) : faults(object, type);
  }

  private static List<String> faults(JsonNode object, Class<?> type) {
    try {
      var faults = new ArrayList<String>();
      walk(MAPPER.treeToValue(object, type), type.getSimpleName(), faults);
      return faults;
    } catch (JsonProcessingException unknown) {
      return List.of(type.getSimpleName() + ": " + unknown.getOriginalMessage());
    } catch (ReflectiveOperationException impossible) {
      throw new LinkageError(type.getName(), impossible);
    }
  }

  private static void walk(@Nullable Object value, String path, List<String> faults)
      throws ReflectiveOperationException {
    if (value instanceof Collection<?> items) {
      int i = 0;
      for (Object item : items) {
        walk(item, path + "[" + i++ + "]", faults);
      }
    } else if (value instanceof Map<?, ?> entries) {
      for (var entry : entries.entrySet()) {
        walk(entry.getValue(), path + "." + entry.getKey(), faults);
      }
    } else if (value != null && isModel(value.getClass())) {
      for (Method getter : value.getClass().getMethods()) {
        if (getter.getParameterCount() == 0 && getter.getName().startsWith("get")) {
          if (getter.getName().equals("getAdditionalProperties")) {
            if (getter.invoke(value) instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
              faults.add(path + " has " + unknown.keySet());
            }
          } else if (!getter.getName().equals("getClass")) {
            walk(getter.invoke(value), path + "." + getter.getName().substring(3), faults);
          }
        }
      }
    }
  }

  private static boolean isModel(Class<?> type) {
    return !type.isEnum()
        && (type.getName().startsWith("io.fabric8.kubernetes.api.model.")
            || type.getName().startsWith("io.strimzi.api."));
  }
}
