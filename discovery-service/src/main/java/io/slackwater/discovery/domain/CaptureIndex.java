// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import io.slackwater.contracts.application.Scope;
import io.slackwater.contracts.id.ApplicationId;
import java.time.Instant;
import java.util.List;

/**
 * What a capture says of itself, beside the objects.
 *
 * @param format the version of this layout: 1
 * @param objects how many objects there are
 * @param notCaptured API groups and versions whose server did not answer, as {@code group/version}:
 *     their objects, if there are any, are not in this capture
 */
public record CaptureIndex(
    int format,
    ApplicationId application,
    Scope scope,
    Instant capturedAt,
    int objects,
    List<String> notCaptured) {

  /** The version of the layout that this code writes, and the highest that it reads. */
  public static final int FORMAT = 1;

  /** Copies the list. */
  public CaptureIndex {
    notCaptured = List.copyOf(notCaptured);
  }
}
