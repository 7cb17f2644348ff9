// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.SandboxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Networks for pods that nothing on this machine uses. A lock on a file keeps each for this process
 * until its bridge shows that it is taken: two sandboxes may start in the same moment.
 */
final class Subnets {

  private static final String PREFIX = "10.90.";
  private static final int LAST = 250;
  private static final Path CLAIMS =
      Path.of(System.getProperty("java.io.tmpdir"), "slackwater-sandbox-networks");
  private static final List<FileChannel> CLAIMED = new ArrayList<>();

  private Subnets() {}

  /** The first three numbers of free /24 networks, as {@code 10.90.1}. */
  static synchronized List<String> free(int count) {
    Set<String> taken = taken();
    List<String> free = new ArrayList<>();
    for (int third = 1; third <= LAST && free.size() < count; third++) {
      String network = PREFIX + third;
      if (!taken.contains(network) && claim(network)) {
        free.add(network);
      }
    }
    if (free.size() < count) {
      throw new SandboxException(
          "no network below %s0.0/16 is free: an earlier sandbox left its bridges (ip link)"
              .formatted(PREFIX));
    }
    return free;
  }

  private static Set<String> taken() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .map(address -> address.getHostAddress().replaceFirst("\\.\\d+$", ""))
          .collect(Collectors.toSet());
    } catch (SocketException e) {
      throw new SandboxException("cannot read the machine's network interfaces", e);
    }
  }

  /** Whether no other process has it; the claim ends with this one. */
  private static boolean claim(String network) {
    try {
      Path file = Files.createDirectories(CLAIMS).resolve(network);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        return false;
      }
      CLAIMED.add(channel);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
