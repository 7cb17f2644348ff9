// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

import io.slackwater.contracts.id.HoldId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dump that the database's own tool made, in the repository.
 *
 * @param dataService the data service's name in the application
 * @param blueprint the blueprint that made it and can load it
 * @param database the database; absent for what belongs to the whole server (roles, tablespaces)
 * @param snapshot the repository's snapshot id
 * @param path the file's path inside the snapshot
 * @param sha256 the content's hash in hex, as computed inside the pod
 * @param pod the pod it was taken from
 * @param replica whether that was a replica
 * @param hold the sealed hold whose cut it shows; absent when it was dumped by itself
 * @param cutAt when the tool's transaction began: what was committed before is in the dump
 */
public record DumpArtifact(
    String dataService,
    String blueprint,
    @Nullable String database,
    RepositoryRef repository,
    String snapshot,
    String path,
    String sha256,
    long logicalBytes,
    long storedBytes,
    ToolRun tool,
    String pod,
    boolean replica,
    String serverVersion,
    Instant cutAt,
    @Nullable HoldId hold)
    implements Artifact {

  /** Of a dump by itself. */
  public DumpArtifact(
      String dataService,
      String blueprint,
      @Nullable String database,
      RepositoryRef repository,
      String snapshot,
      String path,
      String sha256,
      long logicalBytes,
      long storedBytes,
      ToolRun tool,
      String pod,
      boolean replica,
      String serverVersion,
      Instant cutAt) {
    this(
        dataService,
        blueprint,
        database,
        repository,
        snapshot,
        path,
        sha256,
        logicalBytes,
        storedBytes,
        tool,
        pod,
        replica,
        serverVersion,
        cutAt,
        null);
  }
}
