// SPDX-License-Identifier: Apache-2.0
/**
 * The command line, compatible with restic's options, JSON lines and exit codes where it offers the
 * same.
 */
@NullMarked
package io.slackwater.repository.cli;

import org.jspecify.annotations.NullMarked;
