// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.api;

import io.vertx.core.http.HttpServerRequest;

/** The two subresources of pods that are streams. */
public interface PodStreams {
  /** Serves {@code pods/exec}; throws ApiException before it takes over the request. */
  void exec(String namespace, String pod, HttpServerRequest request);

  /** Serves {@code pods/log}; throws ApiException before it takes over the request. */
  void log(String namespace, String pod, HttpServerRequest request);
}
