// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A label selector, in the two forms in which Kubernetes writes it: the text of {@code kubectl -l}
 * and the JSON of {@code LabelSelector}.
 */
public final class LabelSelector {

  private static final Pattern REQUIREMENT_END = Pattern.compile(",(?![^(]*\\))");
  private static final Pattern SET =
      Pattern.compile("^(\\S+)\\s+(in|notin)\\s+\\(([^()]*)\\)$", Pattern.DOTALL);
  private static final Pattern EQUALITY = Pattern.compile("^([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)$");
  private static final Pattern KEY =
      Pattern.compile("^([-a-z0-9.]+/)?[A-Za-z0-9]([-_.A-Za-z0-9]*[A-Za-z0-9])?$");

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = List.copyOf(requirements);
  }

  /**
   * Reads the text form, for example {@code app=shop,tier in (web, api),!canary}.
   *
   * @throws InvalidSelectorException when it is not a selector, or selects everything
   */
  public static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : REQUIREMENT_END.split(text, -1)) {
      requirements.add(requirement(part.strip(), text));
    }
    return new LabelSelector(requirements);
  }

  /** Reads {@code matchLabels} and {@code matchExpressions}. An empty one selects everything. */
  public static LabelSelector of(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>(equalities(selector.path("matchLabels")));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String key = expression.path("key").asText();
      Set<String> values = new TreeSet<>();
      expression.path("values").forEach(value -> values.add(value.asText()));
      requirements.add(
          switch (expression.path("operator").asText()) {
            case "In" -> new Requirement.In(key, values);
            case "NotIn" -> new Requirement.NotIn(key, values);
            case "Exists" -> new Requirement.Exists(key);
            case "DoesNotExist" -> new Requirement.Absent(key);
            default -> throw new InvalidSelectorException(selector.toString(), "operator");
          });
    }
    return new LabelSelector(requirements);
  }

  /** The selector of a Service: labels that must all be there. */
  static LabelSelector ofLabels(JsonNode labels) {
    return new LabelSelector(equalities(labels));
  }

  /** Whether labels meet every requirement. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.holds(labels));
  }

  private static List<Requirement> equalities(JsonNode labels) {
    List<Requirement> requirements = new ArrayList<>();
    KubernetesObject.texts(labels)
        .forEach((key, value) -> requirements.add(new Requirement.In(key, Set.of(value))));
    return requirements;
  }

  private static Requirement requirement(String part, String whole) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Set<String> values = new TreeSet<>();
      for (String value : set.group(3).split(",", -1)) {
        values.add(value.strip());
      }
      String key = key(set.group(1), whole);
      return set.group(2).equals("in")
          ? new Requirement.In(key, values)
          : new Requirement.NotIn(key, values);
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      String key = key(equality.group(1), whole);
      Set<String> values = Set.of(equality.group(3));
      return equality.group(2).equals("!=")
          ? new Requirement.NotIn(key, values)
          : new Requirement.In(key, values);
    }
    return part.startsWith("!")
        ? new Requirement.Absent(key(part.substring(1).strip(), whole))
        : new Requirement.Exists(key(part, whole));
  }

  private static String key(String key, String whole) {
    if (!KEY.matcher(key).matches()) {
      throw new InvalidSelectorException(whole, "'" + key + "' is not a label's name");
    }
    return key;
  }

  private sealed interface Requirement {

    boolean holds(Map<String, String> labels);

    record In(String key, Set<String> values) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        String value = labels.get(key);
        return value != null && values.contains(value);
      }
    }

    record NotIn(String key, Set<String> values) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        String value = labels.get(key);
        return value == null || !values.contains(value);
      }
    }

    record Exists(String key) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        return labels.containsKey(key);
      }
    }

    record Absent(String key) implements Requirement {
      @Override
      public boolean holds(Map<String, String> labels) {
        return !labels.containsKey(key);
      }
    }
  }
}
