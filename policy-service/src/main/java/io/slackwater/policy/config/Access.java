// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Decides whether the REST interface may be open, and refuses to start where it may not. */
@Singleton
final class Access {

  private static final Logger LOGGER = Logger.getLogger(Access.class);

  private final boolean asked;
  private final String host;

  Access(ApiConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.asked = config.open();
    this.host = host;
  }

  /** Whether tokens are not asked for. */
  boolean open() {
    return asked && isLoopback(host);
  }

  void check(@Observes StartupEvent start) {
    if (!asked) {
      return;
    }
    if (!open()) {
      throw new OpenToTheWorldException(host);
    }
    LOGGER.warnf("The REST interface asks for no tokens host=%s", host);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      LOGGER.debugf(e, "The host has no address host=%s", host);
      return false;
    }
  }
}
