// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.testing;

import io.slackwater.repository.crypto.Password;
import io.slackwater.repository.store.ClientContext;
import java.time.Duration;

/** Clients and passwords of tests. */
public final class Clients {

  /** The password that tests use. */
  public static final Password PASSWORD = Password.of("correct horse");

  private Clients() {}

  /** A client that does not wait for locks. */
  public static ClientContext impatient(String hostname) {
    return ClientContext.of(hostname).withLockWait(Duration.ZERO);
  }
}
