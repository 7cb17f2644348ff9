// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.id.ApplicationId;

/** The application is gone from its cluster. On the wire: a tombstone (no value) with this type. */
public record ApplicationRemoved(ApplicationId application) implements ApplicationEvent {}
