// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.pods;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How the node runs pods.
 *
 * @param name the node's name
 * @param data the cluster's data directory, absolute
 * @param images where images' files are, absolute
 * @param subnet the pods' network
 */
public record NodeOptions(String name, Path data, Path images, Subnet subnet) {
  /** Marks what this cluster makes on the host, so that the next start finds it. */
  public String mark() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(data.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError("every JDK has SHA-256", impossible);
    }
  }

  /** The directory of an image's own files; slashes, colons and at signs become underscores. */
  Path imageFiles(String image) {
    return images.resolve(image.replaceAll("[/:@]", "_"));
  }
}
