// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.domain;

import io.slackwater.contracts.artifact.Artifact;
import io.slackwater.contracts.artifact.DumpArtifact;
import io.slackwater.contracts.artifact.HoldArtifact;
import io.slackwater.contracts.id.HoldId;
import io.slackwater.contracts.restorepoint.ComponentConsistency;
import io.slackwater.contracts.restorepoint.Consistency;
import io.slackwater.contracts.run.Approach;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a hold proved of what was cut in it. Without the one sealed hold that all artifacts name,
 * nothing is proved but what a crash would leave.
 */
final class HeldConsistency {
  private final Approach approach;
  private final @Nullable HoldArtifact hold;
  private final String without;

  HeldConsistency(Approach approach, List<Artifact> artifacts) {
    this.approach = approach;
    List<HoldArtifact> sealed =
        artifacts.stream()
            .filter(HoldArtifact.class::isInstance)
            .map(HoldArtifact.class::cast)
            .toList();
    Set<String> named =
        Stream.concat(
                sealed.stream().map(HoldArtifact::hold),
                artifacts.stream()
                    .map(a -> a instanceof DumpArtifact dump ? dump.hold() : null)
                    .filter(Objects::nonNull))
            .map(HoldId::value)
            .collect(Collectors.toCollection(TreeSet::new));
    this.hold = sealed.isEmpty() || named.size() > 1 ? null : sealed.getFirst();
    this.without =
        named.size() > 1
            ? "the artifacts show different holds %s, which are never mixed".formatted(named)
            : "no sealed hold is known of it";
  }

  /** A volume of which a snapshot was cut. */
  ComponentConsistency volume(String component, String claim) {
    if (hold == null) {
      return new ComponentConsistency(component, Consistency.CRASH, without);
    }
    HoldArtifact.HeldVolume held =
        hold.volumes().stream().filter(v -> v.claim().equals(claim)).findFirst().orElse(null);
    if (held == null) {
      return new ComponentConsistency(
          component, Consistency.CRASH, "hold %s says nothing of it".formatted(hold.hold()));
    }
    if (!held.barred()) {
      return new ComponentConsistency(component, Consistency.CRASH, held.reason());
    }
    String proved = "cut in hold %s: %s".formatted(hold.hold(), held.reason());
    if (approach != Approach.APPLICATION) {
      return new ComponentConsistency(component, Consistency.DATA_SERVICE_QUIESCED, proved);
    }
    return hold.unbarred().isEmpty()
        ? new ComponentConsistency(component, Consistency.APPLICATION, proved)
        : new ComponentConsistency(
            component, Consistency.DATA_SERVICE_QUIESCED, proved + "; " + unbarred(hold));
  }

  /** A data service that was dumped. */
  ComponentConsistency dumps(String component, List<DumpArtifact> dumps) {
    boolean byThemselves = dumps.stream().allMatch(dump -> dump.hold() == null);
    if (hold == null && !byThemselves) {
      return new ComponentConsistency(component, Consistency.CRASH, without);
    }
    if (hold == null) {
      return new ComponentConsistency(
          component, Consistency.DATA_SERVICE_NATIVE, "dumped without a hold");
    }
    if (dumps.stream().anyMatch(dump -> dump.hold() == null)) {
      return new ComponentConsistency(
          component, Consistency.DATA_SERVICE_NATIVE, "dumped after the hold");
    }
    String proved = "dumped from the cut of hold " + hold.hold();
    return hold.unbarred().isEmpty()
        ? new ComponentConsistency(component, Consistency.APPLICATION, proved)
        : new ComponentConsistency(
            component, Consistency.DATA_SERVICE_NATIVE, proved + "; " + unbarred(hold));
  }

  private static String unbarred(HoldArtifact hold) {
    return hold.unbarred().stream()
        .map(u -> u.component() + " was not barred: " + u.reason())
        .collect(Collectors.joining("; "));
  }
}
