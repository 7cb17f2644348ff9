// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.ClusterId;
import io.slackwater.contracts.id.InvalidNameException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The applications that a namespace holds: one, the namespace itself, or those that its annotation
 * {@link Marks#APPLICATIONS} names; none when it is the cluster's own or opted out.
 *
 * @param applications the applications, by name
 * @param faults what is wrong with the annotation; a namespace with faults counts as one
 *     application, so that a typing error never leaves it unprotected
 */
public record ProtectedApplications(Map<ApplicationId, Scope> applications, List<String> faults) {

  private static final JsonMapper JSON = new JsonMapper();

  /** Copies the collections. */
  public ProtectedApplications {
    applications = Map.copyOf(applications);
    faults = List.copyOf(faults);
  }

  /** The applications of a namespace. */
  public static ProtectedApplications of(ClusterId cluster, KubernetesObject namespace) {
    if (isLeftOut(namespace)) {
      return new ProtectedApplications(Map.of(), List.of());
    }
    String name = namespace.name();
    String split = namespace.annotations().get(Marks.APPLICATIONS);
    List<String> faults = new ArrayList<>();
    if (split != null) {
      Map<ApplicationId, Scope> selected = selected(cluster, name, split, faults);
      if (faults.isEmpty() && !selected.isEmpty()) {
        return new ProtectedApplications(selected, List.of());
      }
    }
    ApplicationId whole = new ApplicationId(cluster, name, name);
    return new ProtectedApplications(Map.of(whole, new Scope(name, null)), faults);
  }

  private static boolean isLeftOut(KubernetesObject namespace) {
    String name = namespace.name();
    return name.startsWith("kube-")
        || name.equals("default")
        || name.equals(Marks.OWN_NAMESPACE)
        || "true".equals(namespace.labels().get(Marks.IGNORE));
  }

  private static Map<ApplicationId, Scope> selected(
      ClusterId cluster, String namespace, String annotation, List<String> faults) {
    Map<ApplicationId, Scope> selected = new TreeMap<>();
    try {
      JsonNode tree = JSON.readTree(annotation);
      if (!tree.isObject()) {
        faults.add("it is not a JSON object of names and label selectors");
      }
      for (Map.Entry<String, JsonNode> entry : tree.properties()) {
        String selector = entry.getValue().asText();
        LabelSelector.parse(selector);
        selected.put(
            new ApplicationId(cluster, namespace, entry.getKey()), new Scope(namespace, selector));
      }
    } catch (JsonProcessingException e) {
      faults.add("it is not JSON: " + e.getOriginalMessage());
    } catch (InvalidNameException | InvalidSelectorException e) {
      faults.add(String.valueOf(e.getMessage()));
    }
    return selected;
  }
}
