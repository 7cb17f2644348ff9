// SPDX-License-Identifier: Apache-2.0
/**
 * Keys, key files and the authenticated encryption of the restic format (AES-256-CTR with
 * Poly1305-AES).
 */
@NullMarked
package io.slackwater.repository.crypto;

import org.jspecify.annotations.NullMarked;
