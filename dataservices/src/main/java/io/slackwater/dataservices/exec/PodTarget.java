// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

/** One container of one pod, to run a tool in. */
public record PodTarget(String namespace, String pod, String container) {

  @Override
  public String toString() {
    return namespace + "/" + pod + "[" + container + "]";
  }
}
