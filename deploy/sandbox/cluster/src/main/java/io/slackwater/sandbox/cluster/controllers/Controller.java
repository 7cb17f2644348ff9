// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.controllers;

/** Brings one aspect of the cluster closer to what its objects ask for. */
public interface Controller {
  /** The name in logs. */
  String name();

  /** Looks at what is there and does what is missing; is called again after every change. */
  void reconcile();
}
