// SPDX-License-Identifier: Apache-2.0
/**
 * What we know of data services (databases and the like) that run in the pods of an application.
 */
@NullMarked
package io.slackwater.dataservices;

import org.jspecify.annotations.NullMarked;
