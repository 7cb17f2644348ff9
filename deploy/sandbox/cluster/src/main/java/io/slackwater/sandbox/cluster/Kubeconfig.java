// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The file with which clients find a cluster. */
final class Kubeconfig {
  private Kubeconfig() {}

  static void write(Path file, String cluster, String host, int port) {
    String text =
        """
        apiVersion: v1
        kind: Config
        current-context: %1$s
        clusters:
        - name: %1$s
          cluster:
            server: http://%2$s:%3$d
        contexts:
        - name: %1$s
          context:
            cluster: %1$s
            user: %1$s
            namespace: default
        users:
        - name: %1$s
          user: {}
        """
            .formatted(cluster, host, port);
    try {
      Path absolute = file.toAbsolutePath();
      Files.createDirectories(absolute.getParent());
      Path fresh = absolute.resolveSibling(absolute.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot write the kubeconfig " + file, failure);
    }
  }
}
