// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * An application: its cluster, its namespace and its name there. Written {@code
 * cluster/namespace/name}, which is also the key of every record that concerns it, and the path of
 * its repository inside a location.
 */
public record ApplicationId(ClusterId cluster, String namespace, String name)
    implements Comparable<ApplicationId> {

  /** What the written form must match. */
  public static final String PATTERN =
      "^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?/[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$";

  /**
   * Makes the identifier.
   *
   * @throws InvalidNameException when a part is not an RFC 1123 label
   */
  public ApplicationId {
    Names.require("namespace", namespace, Names.LABEL);
    Names.require("application", name, Names.LABEL);
  }

  /**
   * Reads the written form.
   *
   * @throws InvalidNameException when it is not {@code cluster/namespace/name}
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ApplicationId parse(String text) {
    Names.require("ApplicationId", text, PATTERN);
    String[] parts = text.split("/", -1);
    return new ApplicationId(new ClusterId(parts[0]), parts[1], parts[2]);
  }

  /** The written form: {@code cluster/namespace/name}. */
  @JsonValue
  public String key() {
    return cluster.value() + "/" + namespace + "/" + name;
  }

  @Override
  public int compareTo(ApplicationId other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return key();
  }
}
