// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.Names;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A database (or similar) that runs in the application's pods.
 *
 * @param name its name inside the application: that of its workload
 * @param blueprint the blueprint that knows it, for example {@code postgresql}
 * @param version the server's version; absent while it has not answered yet
 * @param workload what runs its pods
 * @param container the container of the server in those pods
 * @param pods the pods as last seen
 * @param claims the claims that hold its data
 */
public record DataService(
    String name,
    String blueprint,
    @Nullable String version,
    ObjectRef workload,
    String container,
    List<String> pods,
    List<String> claims) {

  /** Checks the names and copies the lists. */
  public DataService {
    Names.require("data service", name, Names.SUBDOMAIN);
    Names.require("blueprint", blueprint, Names.LABEL);
    pods = List.copyOf(pods);
    claims = List.copyOf(claims);
  }
}
