// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.SandboxException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Networks for pods that nothing on this machine uses. */
final class Subnets {

  private static final String PREFIX = "10.90.";
  private static final int LAST = 250;

  private Subnets() {}

  /** The first three numbers of free /24 networks, as {@code 10.90.1}. */
  static List<String> free(int count) {
    Set<String> taken;
    try {
      taken =
          NetworkInterface.networkInterfaces()
              .flatMap(NetworkInterface::inetAddresses)
              .map(address -> address.getHostAddress().replaceFirst("\\.\\d+$", ""))
              .collect(Collectors.toSet());
    } catch (SocketException e) {
      throw new SandboxException("cannot read the machine's network interfaces", e);
    }
    return IntStream.rangeClosed(1, LAST)
        .mapToObj(third -> PREFIX + third)
        .filter(network -> !taken.contains(network))
        .limit(count)
        .toList();
  }
}
