// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.storage;

import java.nio.file.Path;
import java.util.List;

/** The containers that write to one volume. */
interface Writers {
  /** Their pid namespaces, as they are now. */
  List<Path> pidNamespaces();
}
