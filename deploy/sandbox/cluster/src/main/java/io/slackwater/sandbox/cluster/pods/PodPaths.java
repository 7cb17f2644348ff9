// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.nio.file.Path;

/**
 * Where a pod's files are on the host.
 *
 * @param home the pod's directory
 */
record PodPaths(Path home) {
  static PodPaths of(Path data, String uid) {
    return new PodPaths(data.resolve("pods").resolve(uid));
  }

  Path hosts() {
    return home.resolve("hosts");
  }

  Path volume(String name) {
    return home.resolve("volumes").resolve(name);
  }

  Path container(String name) {
    return home.resolve("containers").resolve(name);
  }

  Path log(String container) {
    return container(container).resolve("log");
  }

  Path previousLog(String container) {
    return container(container).resolve("log.previous");
  }
}
