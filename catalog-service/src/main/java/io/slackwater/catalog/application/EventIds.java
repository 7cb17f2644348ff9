// SPDX-License-Identifier: Apache-2.0
package io.slackwater.catalog.application;

import java.util.UUID;
import java.util.function.Supplier;

/** Makes the ids of events. */
public interface EventIds extends Supplier<UUID> {}
