// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.alert;

import io.slackwater.contracts.event.Event;

/** The stream {@code alerts}. */
public sealed interface AlertEvent extends Event permits AlertRaised {}
