// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is needed to start a container's processes.
 *
 * @param name the container's name
 * @param hostname what its processes see as host name
 * @param directory the container's directory on the host
 * @param image the image's own files; absent when it has none
 * @param mounts what is mounted into it
 * @param networkNamespace the pod's network namespace
 * @param environment its variables
 * @param identity as whom it runs
 * @param workingDirectory where it starts
 * @param command what it runs
 */
record ContainerPlan(
    String name,
    String hostname,
    Path directory,
    @Nullable Path image,
    List<Mount> mounts,
    Path networkNamespace,
    Map<String, String> environment,
    Identity identity,
    String workingDirectory,
    List<String> command) {
  ContainerPlan {
    mounts = List.copyOf(mounts);
    environment = Map.copyOf(environment);
    command = List.copyOf(command);
  }

  /** One bind mount. */
  record Mount(Path source, String target, boolean readOnly) {
    String line() {
      return "%s\t%s\t%s".formatted(source, target, readOnly ? "ro" : "rw");
    }
  }
}
