// SPDX-License-Identifier: Apache-2.0
/**
 * Running tools in pods through exec, with streams that are proved: exec may lose the end of a
 * stream and still report success, so nothing that came or went through it counts before bytes and
 * SHA-256 taken inside the pod were compared.
 */
@NullMarked
package io.slackwater.dataservices.exec;

import org.jspecify.annotations.NullMarked;
