// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares an object with what a restore made of it, and sees only what its users wrote. Both sides
 * are stripped of what a cluster fills in. An empty list or object, null and nothing are the same;
 * {@code 1Gi} and {@code 1073741824} are; a claim may have become larger. A field that only the
 * newer object has is a default that its cluster filled in, except where users choose the names
 * (labels, annotations, data, resources) and in custom resources. Labels and annotations of
 * Slackwater's own are not looked at.
 */
public final class NormalisingDiff {

  /** Members whose names users choose: one more of them is a difference. */
  private static final Set<String> CHOSEN_NAMES =
      Set.of(
          "labels",
          "annotations",
          "matchLabels",
          "selector",
          "nodeSelector",
          "data",
          "binaryData",
          "stringData",
          "limits",
          "requests",
          "hard",
          "parameters");

  /** Those of them that no cluster fills in by itself: all of it is a difference. */
  private static final Set<String> CONTENT =
      Set.of("labels", "annotations", "data", "binaryData", "stringData");

  private static final Set<String> QUANTITIES =
      Set.of(
          "limits",
          "requests",
          "hard",
          "capacity",
          "default",
          "defaultRequest",
          "max",
          "min",
          "overhead");

  private static final Set<String> MARKED = Set.of("labels", "annotations");

  private final Set<String> unseen;
  private final boolean custom;
  private final List<Difference> differences = new ArrayList<>();

  private NormalisingDiff(Set<String> unseen, boolean custom) {
    this.unseen = unseen;
    this.custom = custom;
  }

  /** Compares an object with one of the same namespace. */
  public static List<Difference> between(KubernetesObject original, KubernetesObject actual) {
    String namespace = original.namespace() == null ? "" : original.namespace();
    return between(original, actual, new RestoredForm(namespace, namespace), Set.of());
  }

  /**
   * Compares what a captured object is made again as with what is there.
   *
   * @param form how the original was moved
   * @param unseen JSON pointers that are not compared, with all below them
   */
  public static List<Difference> between(
      KubernetesObject original, KubernetesObject actual, RestoredForm form, Set<String> unseen) {
    NormalisingDiff diff = new NormalisingDiff(unseen, isCustom(original.type().group()));
    ObjectNode expected = form.of(original).copy();
    ObjectNode found = Stripped.of(actual);
    if (original.is("", "Service")) {
      alignNodePorts(expected.at("/spec/ports"), found.at("/spec/ports"), actual.at("/spec/ports"));
    }
    if (original.is("", "PersistentVolumeClaim")) {
      alignSize(expected, found);
    }
    diff.compare("", "", expected, found);
    return List.copyOf(diff.differences);
  }

  /** A group of a custom resource: every group of Kubernetes' own is bare or ends in k8s.io. */
  private static boolean isCustom(String group) {
    return group.contains(".") && !group.endsWith(".k8s.io");
  }

  /** Node ports count where the original's user chose them, whatever the newer object records. */
  private static void alignNodePorts(JsonNode expected, JsonNode found, JsonNode actual) {
    for (int i = 0; i < found.size(); i++) {
      if (found.path(i) instanceof ObjectNode port) {
        port.remove("nodePort");
        if (expected.path(i).has("nodePort") && actual.path(i).has("nodePort")) {
          port.set("nodePort", actual.path(i).get("nodePort"));
        }
      }
    }
  }

  /**
   * A claim made from a snapshot asks for what the volume had, which may be more than was asked.
   */
  private static void alignSize(ObjectNode expected, ObjectNode found) {
    String requests = "/spec/resources/requests";
    String asked = expected.at(requests).path("storage").asText();
    Optional<BigDecimal> least = Quantity.parse(asked);
    Optional<BigDecimal> now = Quantity.parse(found.at(requests).path("storage").asText());
    if (least.isPresent() && now.isPresent() && now.get().compareTo(least.get()) > 0) {
      found.withObject(requests).put("storage", asked);
    }
  }

  private void compare(String path, String name, JsonNode expected, JsonNode actual) {
    if (unseen.contains(path)) {
      return;
    }
    if (CONTENT.contains(name) && isNothing(expected) && actual.isObject()) {
      compareMembers(path, name, JsonNodeFactory.instance.objectNode(), actual);
    } else if (isNothing(expected) || isNothing(actual)) {
      if (isNothing(expected) != isNothing(actual)) {
        add(path, isNothing(actual) ? Difference.Change.MISSING : Difference.Change.ADDED);
      }
    } else if (expected.isObject() && actual.isObject()) {
      compareMembers(path, name, expected, actual);
    } else if (expected.isArray() && actual.isArray()) {
      int size = Math.max(expected.size(), actual.size());
      for (int i = 0; i < size; i++) {
        compare(path + "/" + i, name, expected.path(i), actual.path(i));
      }
    } else if (!sameValue(expected, actual)) {
      add(path, Difference.Change.CHANGED);
    }
  }

  private void compareMembers(String path, String name, JsonNode expected, JsonNode actual) {
    boolean everyName = custom || CHOSEN_NAMES.contains(name);
    Set<String> names = new LinkedHashSet<>();
    expected.fieldNames().forEachRemaining(names::add);
    actual
        .fieldNames()
        .forEachRemaining(
            member -> {
              if (everyName || CONTENT.contains(member)) {
                names.add(member);
              }
            });
    for (String member : names) {
      if (MARKED.contains(name) && member.startsWith(Marks.PREFIX)) {
        continue;
      }
      String pointer = path + "/" + member.replace("~", "~0").replace("/", "~1");
      JsonNode left = member(expected, member);
      JsonNode right = member(actual, member);
      if (!(QUANTITIES.contains(name) && sameQuantity(left, right))) {
        compare(pointer, member, left, right);
      }
    }
  }

  private static JsonNode member(JsonNode parent, String name) {
    JsonNode member = parent.get(name);
    return member == null ? MissingNode.getInstance() : member;
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull() || (node.isContainerNode() && node.isEmpty());
  }

  private static boolean sameValue(JsonNode expected, JsonNode actual) {
    return expected.isNumber() && actual.isNumber()
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
  }

  private static boolean sameQuantity(JsonNode expected, JsonNode actual) {
    Optional<BigDecimal> left = Quantity.parse(expected.asText());
    Optional<BigDecimal> right = Quantity.parse(actual.asText());
    return left.isPresent() && right.isPresent() && left.get().compareTo(right.get()) == 0;
  }

  private void add(String path, Difference.Change change) {
    differences.add(new Difference(path, change));
  }
}
