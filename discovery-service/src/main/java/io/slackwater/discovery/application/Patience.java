// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.application;

import java.time.Duration;

/**
 * How long a restore waits for what controllers do.
 *
 * @param ready for a group of workloads to be ready
 * @param established for the API server to serve a custom resource definition
 * @param poll between two looks
 */
public record Patience(Duration ready, Duration established, Duration poll) {}
