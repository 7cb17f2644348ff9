// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.exec;

/**
 * Which streams a client wants.
 *
 * @param stdin whether it will send input
 * @param stdout whether it wants the output
 * @param stderr whether it wants the errors, which a terminal mixes into the output
 * @param tty whether the command is to have a terminal
 */
record ExecStreams(boolean stdin, boolean stdout, boolean stderr, boolean tty) {}
