// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.FreePorts;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything listens. All on this machine alone: the loopback, and for the object store the
 * address of the first cluster's bridge, which pods reach too.
 *
 * @param subnets first three numbers of each cluster's pod network
 */
public record Addresses(
    int kafka,
    int kafkaController,
    int objectStore,
    int postgres,
    Map<String, Integer> clusters,
    Map<String, String> subnets,
    Map<Service, Integer> services) {

  private static final List<String> CLUSTERS = List.of("east", "west");

  /** Ports that are free now, for clusters {@code east} and {@code west}. */
  static Addresses free() {
    List<Integer> ports = FreePorts.some(6 + Service.values().length);
    List<String> subnets = Subnets.free(CLUSTERS.size());
    Map<Service, Integer> services = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      services.put(service, ports.get(6 + service.ordinal()));
    }
    return new Addresses(
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        Map.of(CLUSTERS.get(0), ports.get(4), CLUSTERS.get(1), ports.get(5)),
        Map.of(CLUSTERS.get(0), subnets.get(0), CLUSTERS.get(1), subnets.get(1)),
        Map.copyOf(services));
  }

  /** The clusters' names, in the order in which they start. */
  public List<String> clusterNames() {
    return CLUSTERS;
  }

  /** Kafka's address for clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + kafka;
  }

  /** The host that the object store listens on: reachable from the machine and from every pod. */
  String objectStoreHost() {
    return subnets.get(CLUSTERS.getFirst()) + ".1";
  }

  /** The object store's address. */
  public URI objectStoreUri() {
    return URI.create("http://" + objectStoreHost() + ":" + objectStore);
  }

  /** The address of a cluster's API. */
  URI cluster(String name) {
    return URI.create("http://127.0.0.1:" + clusters.get(name));
  }

  /** The address of a service's API and health checks. */
  public URI service(Service service) {
    return URI.create("http://127.0.0.1:" + services.get(service));
  }
}
