// SPDX-License-Identifier: Apache-2.0
package io.slackwater.policy.config;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.slackwater.policy.api.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** Gives every role to whoever comes without a token, where the interface is open. */
@Singleton
final class OpenAccessAugmentor implements SecurityIdentityAugmentor {

  private final Access access;

  OpenAccessAugmentor(Access access) {
    this.access = access;
  }

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    if (!identity.isAnonymous() || !access.open()) {
      return Uni.createFrom().item(identity);
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("open"))
                .addRoles(Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.ADMIN))
                .build());
  }
}
