// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One run of a container: another id, or one more restart, is another run.
 *
 * @param id the runtime's id of it; empty when it does not run
 */
public record ContainerRun(String pod, String container, String id, int restarts) {

  /** What is not the same run any more of those that were there before, in words. */
  public static List<String> changes(
      Collection<ContainerRun> before, Collection<ContainerRun> after) {
    Map<String, ContainerRun> now =
        after.stream().collect(Collectors.toMap(ContainerRun::key, Function.identity()));
    List<String> changes = new ArrayList<>();
    for (ContainerRun run : before) {
      ContainerRun found = now.get(run.key());
      if (found == null) {
        changes.add("pod %s is gone".formatted(run.pod()));
      } else if (!found.equals(run)) {
        changes.add("container %s of pod %s restarted".formatted(run.container(), run.pod()));
      }
    }
    return changes;
  }

  private String key() {
    return pod + "/" + container;
  }
}
