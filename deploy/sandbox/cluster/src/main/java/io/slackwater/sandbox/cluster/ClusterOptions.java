// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster;

import io.slackwater.sandbox.cluster.pods.Subnet;
import io.slackwater.sandbox.cluster.storage.StorageKind;
import java.nio.file.Path;

/**
 * How a cluster is to be.
 *
 * @param name its name, which its kubeconfig context and node take
 * @param host address the API listens at
 * @param port port of the API; 0 for a free one
 * @param data its own directory, absolute
 * @param images where image layers are, absolute
 * @param subnet the pods' network
 * @param storage how volumes are kept
 * @param storageBytes size of the volumes' file system
 * @param historyCapacity how many changes watches can look back at least
 */
public record ClusterOptions(
    String name,
    String host,
    int port,
    Path data,
    Path images,
    Subnet subnet,
    StorageKind storage,
    long storageBytes,
    int historyCapacity) {}
