// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.domain;

import io.slackwater.contracts.id.ClusterId;
import io.slackwater.policy.domain.PolicyDocument.SelectorDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the selector of a document. */
final class SelectorReader {

  private static final int LONGEST_LABEL = 317;

  private final FaultList faults;
  private boolean faulty;

  SelectorReader(FaultList faults) {
    this.faults = faults;
  }

  @Nullable Selector read(@Nullable SelectorDocument document) {
    if (document == null) {
      faults.missing("selector", "name clusters, namespaces, applications or labels");
      return null;
    }
    List<ClusterId> clusters = new ArrayList<>();
    for (String text : listOf(document.clusters())) {
      ClusterId cluster = faults.name("selector.clusters", text, ClusterId::new);
      if (cluster == null) {
        faulty = true;
      } else {
        clusters.add(cluster);
      }
    }
    List<Glob> namespaces = globs("selector.namespaces", document.namespaces());
    List<Glob> applications = globs("selector.applications", document.applications());
    Map<String, String> labels = labels(document.labels());
    return faulty ? null : new Selector(clusters, namespaces, applications, labels);
  }

  private List<Glob> globs(String field, @Nullable List<@Nullable String> texts) {
    List<Glob> globs = new ArrayList<>();
    for (String text : listOf(texts)) {
      if (text != null && Glob.isValid(text)) {
        globs.add(new Glob(text));
      } else {
        faulty = true;
        faults.add(
            field,
            "'%s' is not a pattern of names".formatted(Shown.of(text)),
            "it must match " + Glob.PATTERN,
            "use lower case letters, digits, '-', '*' and '?'");
      }
    }
    return globs;
  }

  private Map<String, String> labels(@Nullable Map<String, @Nullable String> texts) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (texts != null) {
      texts.forEach(
          (key, value) -> {
            if (value == null || key.isBlank() || key.length() > LONGEST_LABEL) {
              faulty = true;
              faults.add(
                  "selector.labels",
                  "the label '%s' has no name or no value".formatted(Shown.of(key)),
                  "a namespace is selected by labels that are equal",
                  "give every label a name and a value");
            } else {
              labels.put(key, value);
            }
          });
    }
    return labels;
  }

  private static <T> List<T> listOf(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
