// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery;

import io.slackwater.discovery.application.Work;

/** Work that nobody ends and nobody watches. */
public final class TestWork implements Work {

  @Override
  public void checkActive() {
    // Nobody ends the work of a test.
  }

  @Override
  public void progress(String step) {
    // Nobody watches it either.
  }
}
