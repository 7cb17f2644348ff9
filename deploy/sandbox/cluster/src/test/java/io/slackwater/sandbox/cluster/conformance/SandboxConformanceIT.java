// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.conformance;

import io.slackwater.sandbox.cluster.ClusterProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox does what every cluster must do. */
@SuppressWarnings("NullAway.Init")
class SandboxConformanceIT {
  @TempDir static Path directory;

  private static ClusterProcess cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = ClusterProcess.start("conformance", directory, "--watch-history", "100");
  }

  @AfterAll
  static void stop() throws Exception {
    cluster.stop();
  }

  @Nested
  class Objects extends ObjectsSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Watches extends WatchSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Definitions extends DefinitionsSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Exec extends ExecSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Pods extends PodsSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Replicas extends ReplicasSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Snapshots extends SnapshotsSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }

  @Nested
  class Kubectl extends KubectlSuite {
    @Override
    ClusterAccess cluster() {
      return cluster.access();
    }
  }
}
