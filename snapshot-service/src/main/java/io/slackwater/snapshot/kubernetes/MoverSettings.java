// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.kubernetes;

/**
 * How mover pods are made.
 *
 * @param namespace Slackwater's own namespace, where they run
 * @param command the repository's command line inside the image
 * @param cpu requested, as a Kubernetes quantity
 * @param memory requested and the limit, as a Kubernetes quantity
 */
public record MoverSettings(
    String namespace, String image, String command, String cpu, String memory) {}
