// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.crypto;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.repository.libcrypto.LibCrypto;
import io.slackwater.repository.libcrypto.NativeScrypt;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/**
 * A key file: the master key, encrypted under a key that scrypt derives from a password. The file
 * itself is plain JSON, named after its hash. Immutable.
 *
 * @param created when, RFC 3339
 * @param username who made it
 * @param hostname where it was made
 * @param cost the work of the derivation
 * @param salt 64 bytes, base64
 * @param data the encrypted master key, base64
 */
public record KeyFile(
    String created, String username, String hostname, Cost cost, String salt, String data) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SALT_LENGTH = 64;
  private static final int DERIVED_LENGTH = 64;
  private static final long MAX_MEMORY = 1L << 30;

  /**
   * The cost parameters of scrypt.
   *
   * @param n work, a power of two
   * @param r block size
   * @param p parallelism
   */
  public record Cost(int n, int r, int p) {

    /** What restic uses: 32 MiB of memory, under a second. */
    public static final Cost STANDARD = new Cost(32768, 8, 1);

    public Cost {
      boolean sane = n > 1 && Integer.bitCount(n) == 1 && r > 0 && p > 0 && p < 1024 && r < 1024;
      if (!sane || 128L * n * r > MAX_MEMORY) {
        throw new IllegalArgumentException(
            "scrypt parameters out of range: N=%d r=%d p=%d".formatted(n, r, p));
      }
    }
  }

  /** Encrypts a master key under a password. */
  public static KeyFile seal(
      MasterKey master,
      Password password,
      Cost cost,
      String username,
      String hostname,
      Clock clock,
      SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    byte[] sealed = derive(password, salt, cost, random).encrypt(encode(master));
    Base64.Encoder base64 = Base64.getEncoder();
    return new KeyFile(
        clock.instant().toString(),
        username,
        hostname,
        cost,
        base64.encodeToString(salt),
        base64.encodeToString(sealed));
  }

  /**
   * Reads a key file.
   *
   * @throws IOException if the content is not that of a key file
   */
  public static KeyFile parse(byte[] content) throws IOException {
    JsonNode json = JSON.readTree(content);
    if (!json.path("kdf").asText().equals("scrypt")) {
      throw new IOException("not a key file with key derivation scrypt");
    }
    try {
      return new KeyFile(
          json.path("created").asText(),
          json.path("username").asText(),
          json.path("hostname").asText(),
          new Cost(json.path("N").asInt(), json.path("r").asInt(), json.path("p").asInt()),
          json.path("salt").asText(),
          json.path("data").asText());
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Returns the file's content. */
  public byte[] encode() {
    ObjectNode json = JSON.createObjectNode();
    json.put("created", created).put("username", username).put("hostname", hostname);
    json.put("kdf", "scrypt").put("N", cost.n()).put("r", cost.r()).put("p", cost.p());
    json.put("salt", salt).put("data", data);
    return write(json);
  }

  /**
   * Opens the key file.
   *
   * @return the master key, or nothing if the password is not this file's
   * @throws IOException if the file is damaged
   */
  public Optional<MasterKey> open(Password password, SecureRandom random) throws IOException {
    try {
      byte[] saltBytes = Base64.getDecoder().decode(salt);
      byte[] sealed = Base64.getDecoder().decode(data);
      return Optional.of(decode(derive(password, saltBytes, cost, random).decrypt(sealed), random));
    } catch (MacMismatchException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException("not a key file: " + e.getMessage(), e);
    }
  }

  private static MasterKey derive(Password password, byte[] salt, Cost cost, SecureRandom random) {
    byte[] secret = password.utf8();
    byte[] derived =
        LibCrypto.isUsable()
            ? NativeScrypt.derive(secret, salt, cost.n(), cost.r(), cost.p(), DERIVED_LENGTH)
            : Scrypt.derive(secret, salt, cost.n(), cost.r(), cost.p(), DERIVED_LENGTH);
    return MasterKey.fromBytes(derived, random);
  }

  private static byte[] encode(MasterKey key) {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode json = JSON.createObjectNode();
    json.putObject("mac")
        .put("k", base64.encodeToString(key.kPart()))
        .put("r", base64.encodeToString(key.rPart()));
    json.put("encrypt", base64.encodeToString(key.encryptPart()));
    return write(json);
  }

  private static MasterKey decode(byte[] plain, SecureRandom random) throws IOException {
    JsonNode json = JSON.readTree(plain);
    Base64.Decoder base64 = Base64.getDecoder();
    return new MasterKey(
        base64.decode(json.path("encrypt").asText()),
        base64.decode(json.path("mac").path("k").asText()),
        base64.decode(json.path("mac").path("r").asText()),
        random);
  }

  private static byte[] write(ObjectNode json) {
    try {
      return JSON.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers can always be written", e);
    }
  }

  @Override
  public String toString() {
    return "KeyFile[created=%s, username=%s, hostname=%s]".formatted(created, username, hostname);
  }
}
