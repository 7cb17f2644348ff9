// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.contracts.id.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How what is in a cluster stands to an object that a restore is to make. */
public sealed interface Standing {

  /** Nothing of its name is there: it is made. */
  record Absent() implements Standing {}

  /** What is there will do. */
  record Kept(String why) implements Standing {}

  /**
   * The cluster or another executor made it, without all that was captured of it.
   *
   * @param completed what it is to be replaced with
   */
  record Incomplete(KubernetesObject completed) implements Standing {}

  /** Something else has its name. */
  record InTheWay(String why) implements Standing {}

  /**
   * Judges what is there.
   *
   * @param run the restore's run; what carries its label was made by it
   */
  static Standing of(
      KubernetesObject original,
      RestoredForm form,
      Optional<KubernetesObject> existing,
      RunId run) {
    if (existing.isEmpty()) {
      return new Absent();
    }
    KubernetesObject there = existing.get();
    if (there.is("", "PersistentVolumeClaim")) {
      return completed(original, form, there, List.of());
    }
    if (run.value().equals(there.labels().get(Marks.RESTORED_BY))) {
      return new Kept("made by this restore");
    }
    if (there.is("", "ServiceAccount") && there.name().equals("default")) {
      return completed(original, form, there, List.of("imagePullSecrets", "secrets"));
    }
    List<Difference> differences = NormalisingDiff.between(original, there, form, Set.of());
    if (differences.isEmpty()) {
      return new Kept("equal to what was captured");
    }
    if (CustomResources.covers(there, original)) {
      return new Kept("the cluster's own definition serves the same versions");
    }
    return new InTheWay("it differs at " + Difference.list(differences));
  }

  /** Adds to labels, annotations and other members what was captured and is not there. */
  private static Standing completed(
      KubernetesObject original, RestoredForm form, KubernetesObject there, List<String> members) {
    ObjectNode expected = form.of(original).copy();
    ObjectNode merged = there.copy();
    for (String name : List.of("labels", "annotations")) {
      JsonNode wanted = expected.path("metadata").path(name);
      if (wanted instanceof ObjectNode values && !values.isEmpty()) {
        merged.withObject("/metadata").withObject("/" + name).setAll(values);
      }
    }
    for (String name : members) {
      if (expected.has(name) && !merged.has(name)) {
        merged.set(name, expected.get(name));
      }
    }
    KubernetesObject completed = KubernetesObject.of(merged);
    return completed.equals(there) ? new Kept("there already") : new Incomplete(completed);
  }
}
