// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import io.slackwater.sandbox.cluster.SandboxClusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * The pods' network: one bridge per cluster, one network namespace per pod with a cable to it.
 * Thread-safe.
 */
final class PodNetwork {
  private static final int FIRST_HOST = 2;
  private static final int LAST_HOST = 254;

  private final Subnet subnet;
  private final String mark;
  private final BitSet taken = new BitSet();

  PodNetwork(NodeOptions options) {
    this.subnet = options.subnet();
    this.mark = options.mark();
  }

  /** A pod's place in the network. */
  record Attachment(String namespace, String address, int host) {
    Path namespaceFile() {
      return Path.of("/run/netns").resolve(namespace);
    }
  }

  void open() {
    String network = subnet.gateway() + "/24";
    String present = HostCommand.run("ip", "-o", "-4", "addr", "show");
    if (present.lines().anyMatch(line -> line.contains(" inet " + subnet.prefix() + "."))) {
      throw new SandboxClusterException(
          "the subnet %s is in use on this machine; give another one".formatted(network));
    }
    // A bridge without an address of its own takes its ports' lowest: whenever a pod came or went,
    // the
    // others' connections to the gateway stood still until they asked for its address again.
    HostCommand.run("ip", "link", "add", bridge(), "address", hardwareAddress(), "type", "bridge");
    HostCommand.run("ip", "addr", "add", network, "dev", bridge());
    HostCommand.run("ip", "link", "set", bridge(), "up");
  }

  Attachment attach() {
    int host = takeHost();
    Attachment attachment = new Attachment("sw-" + mark + "-" + host, subnet.address(host), host);
    try {
      connect(attachment);
      return attachment;
    } catch (HostCommandException failure) {
      detach(attachment);
      throw failure;
    }
  }

  private void connect(Attachment attachment) {
    String namespace = attachment.namespace();
    String cable = "sw" + mark + "p" + attachment.host();
    HostCommand.run("ip", "netns", "add", namespace);
    HostCommand.run(
        "ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace);
    HostCommand.run("ip", "link", "set", cable, "master", bridge(), "up");
    HostCommand.run("ip", "-n", namespace, "link", "set", "lo", "up");
    HostCommand.run(
        "ip", "-n", namespace, "addr", "add", attachment.address() + "/24", "dev", "eth0");
    HostCommand.run("ip", "-n", namespace, "link", "set", "eth0", "up");
    HostCommand.run("ip", "-n", namespace, "route", "add", "default", "via", subnet.gateway());
  }

  void detach(Attachment attachment) {
    if (Files.exists(attachment.namespaceFile())) {
      HostCommand.run("ip", "netns", "del", attachment.namespace());
    }
    synchronized (taken) {
      taken.clear(attachment.host());
    }
  }

  /** Removes whatever an earlier run of this cluster left. */
  void removeLeftovers() {
    HostCommand.run("ip", "netns", "list")
        .lines()
        .map(line -> line.split(" ", 2)[0])
        .filter(name -> name.startsWith("sw-" + mark + "-"))
        .forEach(name -> HostCommand.run("ip", "netns", "del", name));
    if (Files.exists(Path.of("/sys/class/net").resolve(bridge()))) {
      HostCommand.run("ip", "link", "del", bridge());
    }
  }

  private String bridge() {
    return "swbr-" + mark;
  }

  /** One that follows from the gateway's address, locally administered, as CNI's bridge has it. */
  private String hardwareAddress() {
    StringBuilder address = new StringBuilder("0a:58");
    for (String part : subnet.gateway().split("\\.")) {
      address.append(":%02x".formatted(Integer.parseInt(part)));
    }
    return address.toString();
  }

  private int takeHost() {
    synchronized (taken) {
      int host = taken.nextClearBit(FIRST_HOST);
      if (host > LAST_HOST) {
        throw new NotYetException("no address is free in " + subnet.prefix() + ".0/24");
      }
      taken.set(host);
      return host;
    }
  }
}
