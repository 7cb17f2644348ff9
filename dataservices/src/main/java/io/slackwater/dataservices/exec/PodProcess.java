// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.exec;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A process started by a {@link PodShell}. Its input cannot be closed separately (exec cannot do
 * that before {@code v5.channel.k8s.io}), so whoever reads it must know its length.
 */
public interface PodProcess extends AutoCloseable {

  /** Goes to the process; blocks while the other side does not read. */
  OutputStream input();

  /**
   * What the process writes, with back-pressure. It ends when the process ended or the connection
   * broke, with or without an {@link java.io.IOException}: neither way of ending says that it is
   * whole.
   */
  InputStream output();

  /** Whether the process is known to have ended, or its connection to be lost. */
  boolean ended();

  /**
   * What the transport knows about the end and what it got on the error stream, in words for a
   * person.
   */
  String lastWords();

  /**
   * Aborts: the process sees the end of its input, and every blocked read or write of this side
   * returns.
   */
  @Override
  void close();
}
