// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;
import io.slackwater.sandbox.cluster.store.LabelSelector;
import io.slackwater.sandbox.cluster.store.Metadata;
import io.slackwater.sandbox.cluster.store.ObjectKey;
import io.slackwater.sandbox.cluster.store.ObjectStore;
import io.slackwater.sandbox.cluster.store.Types;
import java.util.List;

/** Lists the ready pods behind each Service that selects pods. */
public final class EndpointsOfServices implements Controller {
  private final ObjectStore store;

  /**
   * @param store where Services and pods are
   */
  public EndpointsOfServices(ObjectStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "endpoints";
  }

  @Override
  public void reconcile() {
    for (ObjectNode service : store.list(Types.SERVICE, "")) {
      if (!service.path("spec").path("selector").isEmpty() && !Metadata.isDeleting(service)) {
        write(service);
      }
    }
    for (ObjectNode endpoints : store.list(Types.ENDPOINTS, "")) {
      String namespace = Metadata.namespace(endpoints);
      String name = Metadata.name(endpoints);
      if (isOurs(endpoints) && store.get(ObjectKey.of(Types.SERVICE, namespace, name)).isEmpty()) {
        store.delete(ObjectKey.of(Types.ENDPOINTS, namespace, name));
      }
    }
  }

  private static boolean isOurs(JsonNode endpoints) {
    return Metadata.annotation(endpoints, "endpoints.slackwater.io/from-selector").equals("true");
  }

  private void write(ObjectNode service) {
    ObjectKey key =
        ObjectKey.of(Types.ENDPOINTS, Metadata.namespace(service), Metadata.name(service));
    ArrayNode subsets = subsets(service);
    if (store.get(key).isEmpty()) {
      ObjectNode endpoints = Json.object().put("apiVersion", "v1").put("kind", "Endpoints");
      Json.child(Json.child(endpoints, "metadata"), "annotations")
          .put("endpoints.slackwater.io/from-selector", "true");
      endpoints.set("subsets", subsets);
      store.create(key, endpoints);
    } else {
      store.update(
          key,
          current -> {
            current.set("subsets", subsets);
            return current;
          });
    }
  }

  private ArrayNode subsets(ObjectNode service) {
    JsonNode spec = service.path("spec");
    LabelSelector selector = LabelSelector.ofMap(spec.path("selector"));
    List<ObjectNode> pods =
        store.list(Types.POD, Metadata.namespace(service)).stream()
            .filter(pod -> selector.matches(Metadata.labels(pod)))
            .filter(pod -> pod.path("status").hasNonNull("podIP"))
            .filter(pod -> !Pods.isFinished(pod) && !Metadata.isDeleting(pod))
            .toList();
    ArrayNode subsets = Json.object().putArray("subsets");
    if (pods.isEmpty()) {
      return subsets;
    }
    ObjectNode subset = subsets.addObject();
    boolean all = spec.path("publishNotReadyAddresses").asBoolean();
    for (ObjectNode pod : pods) {
      String list = all || Pods.isReady(pod) ? "addresses" : "notReadyAddresses";
      address(Json.childArray(subset, list).addObject(), pod, Metadata.name(service));
    }
    for (JsonNode port : spec.path("ports")) {
      ObjectNode each = Json.childArray(subset, "ports").addObject();
      if (port.has("name")) {
        each.set("name", port.path("name"));
      }
      each.put("port", targetPort(port, pods.getFirst()));
      each.put("protocol", port.path("protocol").asText("TCP"));
    }
    return subsets;
  }

  private static void address(ObjectNode address, ObjectNode pod, String service) {
    address.put("ip", pod.path("status").path("podIP").asText());
    JsonNode spec = pod.path("spec");
    if (spec.path("subdomain").asText("").equals(service) && spec.has("hostname")) {
      address.set("hostname", spec.path("hostname"));
    }
    address.set("nodeName", spec.path("nodeName"));
    address
        .putObject("targetRef")
        .put("kind", "Pod")
        .put("namespace", Metadata.namespace(pod))
        .put("name", Metadata.name(pod))
        .put("uid", Metadata.uid(pod));
  }

  private static int targetPort(JsonNode port, JsonNode pod) {
    JsonNode target = port.path("targetPort");
    if (target.isTextual()) {
      for (JsonNode container : pod.path("spec").path("containers")) {
        for (JsonNode named : container.path("ports")) {
          if (named.path("name").asText().equals(target.asText())) {
            return named.path("containerPort").asInt();
          }
        }
      }
    }
    return target.asInt(port.path("port").asInt());
  }
}
