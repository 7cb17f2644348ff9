// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;

/**
 * A real cluster does what the sandbox does. It needs a default StorageClass and
 * VolumeSnapshotClass of a CSI driver with snapshots, and images with Debian's PostgreSQL 15.
 */
class RealClusterConformanceIT {
  private static final long POSTGRES_USER_OF_IMAGE = 999;

  private static ClusterAccess access() {
    return new ClusterAccess(
        Path.of(System.getenv("SLACKWATER_CONFORMANCE_KUBECONFIG")),
        "debian:12-slim",
        "postgres:15",
        POSTGRES_USER_OF_IMAGE);
  }

  @Nested
  class Objects extends ObjectsSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Watches extends WatchSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Definitions extends DefinitionsSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Exec extends ExecSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Pods extends PodsSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Replicas extends ReplicasSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Snapshots extends SnapshotsSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }

  @Nested
  class Kubectl extends KubectlSuite {
    @Override
    ClusterAccess cluster() {
      return access();
    }
  }
}
