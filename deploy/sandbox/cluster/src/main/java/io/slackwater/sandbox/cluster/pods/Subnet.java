// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 network with 8 bits for hosts.
 *
 * @param prefix its first three numbers, as {@code 10.90.1}
 */
public record Subnet(String prefix) {
  private static final Pattern NOTATION =
      Pattern.compile("(\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})\\.0/24");

  /**
   * Reads {@code a.b.c.0/24}.
   *
   * @throws SandboxClusterException for anything else
   */
  public static Subnet parse(String text) {
    Matcher matcher = NOTATION.matcher(text);
    if (!matcher.matches()) {
      throw new SandboxClusterException(
          "not a subnet that pods can have: \"" + text + "\"; give one as 10.90.1.0/24");
    }
    return new Subnet(matcher.group(1));
  }

  /** The address of a host in it. */
  String address(int host) {
    return prefix + "." + host;
  }

  /** The bridge's address: where pods reach the machine. */
  public String gateway() {
    return address(1);
  }
}
