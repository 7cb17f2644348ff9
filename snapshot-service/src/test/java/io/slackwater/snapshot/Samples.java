// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot;

import io.slackwater.contracts.application.VolumeClaim;
import io.slackwater.contracts.artifact.ExportArtifact;
import io.slackwater.contracts.artifact.RepositoryRef;
import io.slackwater.contracts.artifact.VolumeSnapshotArtifact;
import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.LocationName;
import io.slackwater.contracts.id.RestorePointId;
import io.slackwater.contracts.id.RunId;
import io.slackwater.contracts.id.TaskId;
import io.slackwater.snapshot.domain.TaskIdentity;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Values that tests share. */
public final class Samples {

  public static final long GIB = 1L << 30;
  public static final String DRIVER = "csi.example";
  public static final ApplicationId SHOP = ApplicationId.parse("east/shop/shop");
  public static final RepositoryRef REPOSITORY = RepositoryRef.of(new LocationName("main"), SHOP);

  private Samples() {}

  public static TaskIdentity attempt(int attempt) {
    return attempt(attempt, Instant.now().plusSeconds(60));
  }

  public static TaskIdentity attempt(int attempt, Instant notAfter) {
    return new TaskIdentity(
        new TaskId("0123456789abcdef0123456789abcdef"),
        new RunId("run-1"),
        new RestorePointId("rp-1"),
        SHOP,
        attempt,
        notAfter);
  }

  public static VolumeClaim claim(String name) {
    return claim(name, "Filesystem");
  }

  public static VolumeClaim claim(String name, String mode) {
    return new VolumeClaim(
        name, "fast", GIB, List.of("ReadWriteOnce"), mode, DRIVER, Map.of("app", "shop"));
  }

  public static VolumeSnapshotArtifact snapshot(String claim) {
    return new VolumeSnapshotArtifact(
        claim(claim), DRIVER, "snaps", "handle-" + claim, "content-" + claim, GIB, Instant.EPOCH);
  }

  public static ExportArtifact export(String claim) {
    return new ExportArtifact(claim(claim), REPOSITORY, "ab12", 3, 4096, 2048, Instant.EPOCH);
  }
}
