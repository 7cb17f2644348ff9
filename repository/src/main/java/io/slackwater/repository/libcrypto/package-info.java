// SPDX-License-Identifier: Apache-2.0
/**
 * Hashes and ciphers of OpenSSL's libcrypto, where the machine has it: Java's own are as fast only
 * once its dearest compiler has dealt with them and their callers, which a process of seconds pays
 * dearly for. What uses them has Java's to fall back on.
 */
@NullMarked
package io.slackwater.repository.libcrypto;

import org.jspecify.annotations.NullMarked;
