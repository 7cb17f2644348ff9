// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.application;

/** A Kubernetes object of an application, by kind and name. */
public record ObjectRef(String apiVersion, String kind, String name) {

  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
