// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.repository.chunker.Polynomial;
import io.slackwater.repository.id.Sha256;
import java.io.IOException;
import java.security.SecureRandom;

/**
 * The config file: what makes a folder a repository.
 *
 * @param version of the format; this module writes 2 and reads 1 and 2
 * @param id of the repository, 64 hexadecimal digits
 * @param chunkerPolynomial by which its content is cut
 */
public record RepositoryConfig(int version, String id, Polynomial chunkerPolynomial) {

  /** The version that this module writes. */
  public static final int VERSION = 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Makes the config of a new repository. */
  public static RepositoryConfig generate(SecureRandom random) {
    byte[] id = new byte[Sha256.LENGTH];
    random.nextBytes(id);
    return new RepositoryConfig(VERSION, Sha256.fromBytes(id).hex(), Polynomial.random(random));
  }

  /** Writes the JSON. */
  public byte[] encode() {
    try {
      return JSON.writeValueAsBytes(
          JSON.createObjectNode()
              .put("version", version)
              .put("id", id)
              .put("chunker_polynomial", chunkerPolynomial.hex()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers can always be written", e);
    }
  }

  /**
   * Reads the JSON; unknown fields are ignored.
   *
   * @throws IOException if it is not a config
   */
  public static RepositoryConfig decode(byte[] content) throws IOException {
    JsonNode json = JSON.readTree(content);
    try {
      Polynomial polynomial = Polynomial.parse(json.path("chunker_polynomial").asText());
      if (!polynomial.isIrreducible()) {
        throw new IOException("the chunker polynomial is not irreducible");
      }
      return new RepositoryConfig(
          json.path("version").asInt(), Sha256.parse(json.path("id").asText()).hex(), polynomial);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
