// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.request;

import io.slackwater.contracts.event.Event;
import io.slackwater.contracts.id.RequestId;

/** The stream {@code requests}. */
public sealed interface RequestEvent extends Event
    permits BackupRequested, RestoreRequested, CancelRequested, ImportRequested, RequestRejected {

  /** The request; publishing the same one twice takes effect once. */
  RequestId request();
}
