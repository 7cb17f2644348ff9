// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.store.Json;

/** How a command ended, as the status channel tells it. */
final class ExitStatus {
  private ExitStatus() {}

  static byte[] json(int code) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    if (code == 0) {
      return Json.write(status.put("status", "Success"));
    }
    status
        .put("status", "Failure")
        .put("message", "command terminated with non-zero exit code: exit status " + code)
        .put("reason", "NonZeroExitCode");
    status
        .putObject("details")
        .putArray("causes")
        .addObject()
        .put("reason", "ExitCode")
        .put("message", Integer.toString(code));
    return Json.write(status);
  }

  static byte[] failure(String message) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    status
        .put("status", "Failure")
        .put("message", message)
        .put("reason", "InternalError")
        .put("code", 500);
    return Json.write(status);
  }
}
