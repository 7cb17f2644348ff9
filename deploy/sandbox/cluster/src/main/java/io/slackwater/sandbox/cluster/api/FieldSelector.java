// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.sandbox.cluster.store.ApiException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A conjunction of comparisons of the few fields that can be selected by. */
final class FieldSelector {
  private static final Pattern TERM = Pattern.compile("([A-Za-z0-9.]+)(==|=|!=)(.*)");
  private static final Set<String> FIELDS =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "spec.nodeName",
          "status.phase",
          "type",
          "reason",
          "involvedObject.kind",
          "involvedObject.name",
          "involvedObject.namespace",
          "involvedObject.uid");

  private final List<Term> terms;

  private FieldSelector(List<Term> terms) {
    this.terms = terms;
  }

  private record Term(String field, String value, boolean negated) {
    boolean matches(JsonNode object) {
      JsonNode node = object;
      for (String step : field.split("\\.", -1)) {
        node = node.path(step);
      }
      return node.asText("").equals(value) != negated;
    }
  }

  /**
   * Parses a {@code fieldSelector} query parameter; an empty one selects everything.
   *
   * @throws ApiException 400 when a field cannot be selected by
   */
  static FieldSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    if (!text.isBlank()) {
      for (String part : text.split(",", -1)) {
        Matcher matcher = TERM.matcher(part.trim());
        if (!matcher.matches() || !FIELDS.contains(matcher.group(1))) {
          throw ApiException.badRequest("field label not supported: " + part);
        }
        terms.add(new Term(matcher.group(1), matcher.group(3), matcher.group(2).equals("!=")));
      }
    }
    return new FieldSelector(terms);
  }

  boolean matches(JsonNode object) {
    return terms.stream().allMatch(term -> term.matches(object));
  }
}
