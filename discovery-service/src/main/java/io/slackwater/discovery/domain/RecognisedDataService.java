// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import org.jspecify.annotations.Nullable;

/**
 * That a blueprint knows what runs in a workload's pods.
 *
 * @param container the server's container
 * @param version the server's version; absent while it has not answered yet
 */
public record RecognisedDataService(String blueprint, String container, @Nullable String version) {}
