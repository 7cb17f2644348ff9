// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

import io.slackwater.contracts.event.Event;

/** The stream {@code applications.<cluster>}: what a cluster holds now. Compacted. */
public sealed interface InventoryEvent extends Event permits ApplicationEvent, NamespacesListed {}
