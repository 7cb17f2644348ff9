// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which claims a workload mounts, those of a StatefulSet's templates included. */
final class Claims {

  private Claims() {}

  /** Names of the claims, of those that there are, that a workload mounts. */
  static Set<String> of(KubernetesObject workload, Collection<String> existing) {
    Set<String> claims = new TreeSet<>();
    Optional<PodTemplate> template = PodTemplate.of(workload);
    template.ifPresent(t -> claims.addAll(t.claims()));
    claims.retainAll(existing);
    for (JsonNode claim : workload.at("/spec/volumeClaimTemplates")) {
      claims.addAll(ofTemplate(workload, claim.at("/metadata/name").asText(), existing));
    }
    return claims;
  }

  /** Names of the claims that one container of a workload mounts. */
  static Set<String> of(KubernetesObject workload, String container, Collection<String> existing) {
    Set<String> claims = new TreeSet<>();
    PodTemplate template = PodTemplate.of(workload).orElseThrow();
    Set<String> volumes = template.volumesOf(container);
    for (JsonNode volume : template.spec().path("volumes")) {
      String claim = volume.at("/persistentVolumeClaim/claimName").asText();
      if (volumes.contains(volume.path("name").asText()) && existing.contains(claim)) {
        claims.add(claim);
      }
    }
    for (JsonNode claim : workload.at("/spec/volumeClaimTemplates")) {
      String name = claim.at("/metadata/name").asText();
      if (volumes.contains(name)) {
        claims.addAll(ofTemplate(workload, name, existing));
      }
    }
    return claims;
  }

  private static Set<String> ofTemplate(
      KubernetesObject statefulSet, String template, Collection<String> existing) {
    Pattern name =
        Pattern.compile(Pattern.quote(template + "-" + statefulSet.name() + "-") + "[0-9]+");
    Set<String> claims = new TreeSet<>();
    existing.stream().filter(claim -> name.matcher(claim).matches()).forEach(claims::add);
    return claims;
  }
}
