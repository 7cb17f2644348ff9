// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.alert;

import io.slackwater.contracts.id.ApplicationId;
import io.slackwater.contracts.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * Something a human should look at.
 *
 * @param subject what it is about; the record's key
 * @param summary what happened and what to do
 */
public record AlertRaised(
    String subject,
    Severity severity,
    String summary,
    @Nullable ApplicationId application,
    @Nullable RunId run)
    implements AlertEvent {

  @Override
  public String key() {
    return subject;
  }

  /** How soon to look. */
  public enum Severity {
    WARNING,
    CRITICAL
  }
}
