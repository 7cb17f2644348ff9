// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * A StorageClass.
 *
 * @param provisioner the driver that makes its volumes
 * @param waitsForConsumer whether a volume is made only when a pod wants to mount it
 */
public record StorageClassView(String name, String provisioner, boolean waitsForConsumer) {}
