// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.signal;

import io.slackwater.contracts.event.Event;

/** The stream {@code signals.<cluster>}. */
public sealed interface SignalEvent extends Event permits HoldSignal, CancelOrdered {}
