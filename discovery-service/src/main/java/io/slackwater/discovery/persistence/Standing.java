// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.persistence;

import io.slackwater.discovery.application.Work;
import io.slackwater.repository.progress.Control;

/** The standing of an attempt, asked again until the moment before its snapshot exists. */
final class Standing {

  private Standing() {}

  static Control of(Work work) {
    return Control.of(
        () -> {
          work.checkActive();
          return false;
        });
  }
}
