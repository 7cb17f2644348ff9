// SPDX-License-Identifier: Apache-2.0
package io.slackwater.contracts.artifact;

/**
 * A pair of keys whose private one never left its cluster.
 *
 * @param holder who it was made for
 * @param publicKey X25519, as X.509 writes it, in base64
 */
public record KeyPairArtifact(String holder, String publicKey) implements Artifact {}
