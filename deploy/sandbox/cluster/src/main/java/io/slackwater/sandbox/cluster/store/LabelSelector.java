// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conjunction of requirements on labels, from a query's text or an object's selector. */
public final class LabelSelector {
  private static final Pattern SET =
      Pattern.compile("\\s*(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
  private static final Pattern EQUALITY =
      Pattern.compile("\\s*([^=!\\s]+)\\s*(==|=|!=)\\s*([^=!\\s]*)\\s*");
  private static final Pattern EXISTENCE = Pattern.compile("\\s*(!?)\\s*([^=!,\\s()]+)\\s*");
  private static final Pattern COMMA_OUTSIDE_PARENTHESES = Pattern.compile(",(?![^(]*\\))");

  private final List<Requirement> requirements;

  private LabelSelector(List<Requirement> requirements) {
    this.requirements = requirements;
  }

  private record Requirement(String key, Set<String> values, boolean any, boolean negated) {
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      boolean holds = value != null && (any || values.contains(value));
      return holds != negated;
    }
  }

  /**
   * Parses a {@code labelSelector} query parameter; an empty one selects everything.
   *
   * @throws ApiException 400 when it cannot be read
   */
  public static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : COMMA_OUTSIDE_PARENTHESES.split(text, -1)) {
        requirements.add(requirement(part));
      }
    }
    return new LabelSelector(requirements);
  }

  /** Reads a {@code matchLabels}/{@code matchExpressions} selector. */
  public static LabelSelector of(JsonNode selector) {
    List<Requirement> requirements = new ArrayList<>();
    Json.textMap(selector.path("matchLabels"))
        .forEach(
            (key, value) -> requirements.add(new Requirement(key, Set.of(value), false, false)));
    for (JsonNode expression : selector.path("matchExpressions")) {
      String operator = expression.path("operator").asText();
      requirements.add(
          new Requirement(
              expression.path("key").asText(),
              new HashSet<>(Json.texts(expression.path("values"))),
              operator.equals("Exists") || operator.equals("DoesNotExist"),
              operator.equals("NotIn") || operator.equals("DoesNotExist")));
    }
    return new LabelSelector(requirements);
  }

  /** Reads a plain map of labels, as in a Service. */
  public static LabelSelector ofMap(JsonNode map) {
    return of(Json.object().set("matchLabels", map));
  }

  /** Whether the labels satisfy every requirement. */
  public boolean matches(Map<String, String> labels) {
    return requirements.stream().allMatch(requirement -> requirement.matches(labels));
  }

  private static Requirement requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Set<String> values = new HashSet<>();
      Arrays.stream(set.group(3).split(",", -1)).map(String::trim).forEach(values::add);
      return new Requirement(set.group(1), values, false, set.group(2).equals("notin"));
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      return new Requirement(
          equality.group(1), Set.of(equality.group(3)), false, equality.group(2).equals("!="));
    }
    Matcher existence = EXISTENCE.matcher(part);
    if (existence.matches()) {
      return new Requirement(existence.group(2), Set.of(), true, existence.group(1).equals("!"));
    }
    throw ApiException.badRequest("unable to parse labelSelector: \"" + part + "\"");
  }
}
