// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.story.stack;

import io.slackwater.sandbox.testing.PostgresDirectory;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What each service is told: everything by configuration, secrets by files. */
final class ServiceSettings {

  /** The one location of the sandbox. */
  static final String LOCATION = "vault";

  private final SandboxHome home;
  private final Addresses addresses;
  private final Secrets secrets;
  private final PostgresDirectory postgres;
  private final Tempo tempo;

  ServiceSettings(
      SandboxHome home,
      Addresses addresses,
      Secrets secrets,
      PostgresDirectory postgres,
      Tempo tempo) {
    this.home = home;
    this.addresses = addresses;
    this.secrets = secrets;
    this.postgres = postgres;
    this.tempo = tempo;
  }

  /**
   * The settings of a service, as a properties file.
   *
   * @param cluster the one that it serves, if it is an executor, and whose secret it has
   */
  String properties(Service service, int port, String cluster) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", String.valueOf(port));
    settings.put("quarkus.log.console.format", "%d{HH:mm:ss.SSS} %-5p [%c{1.}] %s%e%n");
    settings.put("quarkus.banner.enabled", "false");
    settings.put("kafka.bootstrap.servers", addresses.bootstrapServers());
    settings.put("slackwater.api.open", "true");
    settings.put("slackwater.policy.locations", LOCATION);
    settings.put("slackwater.policy.shortest-interval", "1s");
    settings.putAll(tempo.settings());
    if (service.database() != null) {
      settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl(service.database()));
      settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(service.database()));
      settings.put("quarkus.datasource.username", PostgresDirectory.USER);
      settings.put("quarkus.datasource.password", postgres.password());
    }
    if (service.executor() != null) {
      executor(service, cluster, settings);
    }
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private void location(Map<String, String> settings, String cluster) {
    String prefix = "slackwater.location." + LOCATION + ".";
    settings.put(prefix + "url", "s3:" + addresses.objectStoreUri() + "/" + LOCATION);
    settings.put(prefix + "access-key-file", secrets.file("s3-access-key").toString());
    settings.put(prefix + "secret-key-file", secrets.file("s3-secret-key").toString());
    settings.put(
        prefix + "password-file", secrets.file(Secrets.repositoryPassword(cluster)).toString());
    settings.put(prefix + "recovery-password-file", secrets.file("recovery-password").toString());
  }

  /** Only executors open repositories; the hub has no secret of theirs. */
  private void executor(Service service, String cluster, Map<String, String> settings) {
    location(settings, cluster);
    settings.put("slackwater.executor.kind", String.valueOf(service.executor()));
    settings.put("slackwater.executor.clusters", cluster);
    String prefix = "slackwater.executor.cluster." + cluster + ".";
    settings.put(prefix + "kubeconfig", home.kubeconfig().toString());
    settings.put(prefix + "context", cluster);
  }
}
