// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain.hold;

/**
 * A pod of the application that declares how it is barred, whether or not it runs.
 *
 * @param uid which pod of that name
 */
public record DeclaringPod(String pod, String uid, String component) {}
