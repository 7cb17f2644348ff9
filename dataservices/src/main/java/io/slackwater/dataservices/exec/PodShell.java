// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.util.List;

/**
 * The transport that starts a process in a pod's container. Its streams are NOT proved: only {@link
 * PodExec} is for use. Implementations are safe for use by several threads.
 */
public interface PodShell {

  /**
   * Starts a process and returns when the transport is connected.
   *
   * @param argv the command and its arguments, passed on as they are
   * @throws ExecFailedException when the container cannot be reached or the process not started
   */
  PodProcess start(PodTarget target, List<String> argv);
}
