// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a data service says of itself.
 *
 * @param version the server's, for example {@code 15.14}
 * @param instance identity of the data that a primary and its replicas share
 * @param position how far it has written (primary) or replayed (replica), in bytes of its log
 * @param streaming for a replica: whether it is connected to its source right now
 * @param toolVersion what the dump tool in the pod says of itself; null when there is none
 * @param superuser whether the role we work as may read and change everything
 * @param databases those that can be dumped
 * @param problems what stands against a whole dump, for a person
 */
public record Probe(
    String version,
    Role role,
    String instance,
    long position,
    boolean streaming,
    @Nullable String toolVersion,
    boolean superuser,
    List<Database> databases,
    List<String> problems) {

  public enum Role {
    PRIMARY,
    REPLICA
  }

  /** A database and its size on disk in bytes. */
  public record Database(String name, long bytes) {}

  public Probe {
    databases = List.copyOf(databases);
    problems = List.copyOf(problems);
  }
}
