// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.util.List;

/**
 * A stream that arrived whole: what the pod counted and hashed is what was received or sent here.
 *
 * @param bytes length of the stream in bytes
 * @param sha256 its SHA-256, lower case hexadecimal
 * @param exitCode exit code of the tool
 * @param messages the last lines (up to 4000 bytes) of the tool's error output
 */
public record StreamProof(long bytes, String sha256, int exitCode, List<String> messages) {

  public StreamProof {
    messages = List.copyOf(messages);
  }
}
