// SPDX-License-Identifier: Apache-2.0
package io.slackwater.executor;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the services, injected so that tests can set it. */
@Singleton
final class SystemClock {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
