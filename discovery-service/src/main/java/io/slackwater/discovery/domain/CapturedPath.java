// SPDX-License-Identifier: Apache-2.0
package io.slackwater.discovery.domain;

import java.util.Locale;

/**
 * Where a captured object lies in the repository's snapshot: {@code
 * definitions/<order>-<group>/<kind>/<name>.json}, so that a plain listing shows the order.
 */
public final class CapturedPath {

  /** The folder of the objects. */
  public static final String FOLDER = "definitions/";

  /** The file of the {@link CaptureIndex}. */
  public static final String INDEX = "capture.json";

  private CapturedPath() {}

  /** The path of an object. */
  public static String of(KubernetesObject object) {
    String group = object.type().group();
    return "%s%03d-%s/%s/%s.json"
        .formatted(
            FOLDER,
            KindOrder.of(object.type()),
            group.isEmpty() ? "core" : group,
            object.kind().toLowerCase(Locale.ROOT),
            object.name());
  }
}
