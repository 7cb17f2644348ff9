// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

/**
 * A container that has a claim mounted so that it can write to it.
 *
 * @param component what runs the pod, as {@code Kind/name}
 */
public record Mount(String claim, String pod, String component, String container) {}
