// SPDX-License-Identifier: Apache-2.0
package io.slackwater.snapshot.domain;

/**
 * A VolumeSnapshotClass.
 *
 * @param byDefault whether it carries {@code snapshot.storage.kubernetes.io/is-default-class}
 */
public record SnapshotClass(String name, String driver, boolean byDefault) {}
