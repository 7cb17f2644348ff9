// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

import java.time.Duration;

/**
 * How deep to verify.
 *
 * @param mayInstallChecker whether an extension that checks structures may be installed for the
 *     time of the check and dropped again; otherwise only databases that have it are checked with
 *     it
 * @param databaseTimeout for one database
 */
public record VerifyOptions(boolean mayInstallChecker, Duration databaseTimeout) {}
