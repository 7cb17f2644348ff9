// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.api;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.slackwater.catalog.config.ApiConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives everybody every role when the API is open, which only a loopback address may be. */
@Singleton
final class OpenAccess implements SecurityIdentityAugmentor {
  private final boolean open;
  private final String host;

  OpenAccess(ApiConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.open = config.open();
    this.host = host;
  }

  void check(@Observes StartupEvent event) {
    if (open && !loopback(host)) {
      throw new OpenApiRefusedException(host);
    }
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (!open || !identity.isAnonymous()) {
      return Uni.createFrom().item(identity);
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("anybody"))
                .addRoles(Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN))
                .build());
  }

  static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
