// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.blueprint;

/**
 * A container that looks like a data service.
 *
 * @param blueprint name of the blueprint that recognised it
 * @param container its name in the pod
 * @param image its image, as the pod spec has it
 * @param reason by what it was recognised, for a person
 */
public record Detection(String blueprint, String container, String image, String reason) {}
