// SPDX-License-Identifier: Apache-2.0
package io.slackwater.dataservices.postgresql;

import com.fasterxml.jackson.databind.JsonNode;
import io.slackwater.dataservices.blueprint.DumpContent;
import io.slackwater.dataservices.blueprint.DumpPart;
import io.slackwater.dataservices.blueprint.LoadFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings back the roles and tablespaces that are missing. They take effect at once, so the whole
 * script is read and its hash compared first. What is there already is left as it is.
 */
final class Globals {

  /** More than the roles of any server; it is held in memory. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final String EXISTING =
      """
      SELECT json_build_object(
        'roles', (SELECT json_agg(rolname) FROM pg_roles),
        'tablespaces', (SELECT json_agg(spcname) FROM pg_tablespace));
      """;

  private final PostgresqlClient client;
  private final Duration timeout;
  private final List<String> created = new ArrayList<>();
  private final List<String> kept = new ArrayList<>();
  private final List<String> messages = new ArrayList<>();
  private GlobalsScript script = new GlobalsScript(List.of(), Map.of());

  Globals(PostgresqlClient client, Duration timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  void load(List<DumpContent> contents) {
    for (DumpContent content : contents) {
      if (content.part() instanceof DumpPart.Globals) {
        script = GlobalsScript.parse(read(content));
        apply();
      }
    }
  }

  private void apply() {
    JsonNode existing = client.json(PostgresqlClient.MAINTENANCE, EXISTING, PostgresqlClient.SHORT);
    Set<String> roles = names(existing.path("roles"));
    for (String role : script.roles()) {
      (roles.contains(role) ? kept : created).add(role);
    }
    String missing = script.without(roles, names(existing.path("tablespaces")));
    messages.addAll(client.tolerant(PostgresqlClient.MAINTENANCE, missing, timeout));
    Set<String> now =
        names(
            client
                .json(PostgresqlClient.MAINTENANCE, EXISTING, PostgresqlClient.SHORT)
                .path("roles"));
    if (!now.containsAll(created)) {
      throw new LoadFailedException(
          client.pod() + ": not every role could be created: " + String.join("\n", messages));
    }
  }

  private static Set<String> names(JsonNode array) {
    Set<String> names = new HashSet<>();
    array.forEach(name -> names.add(name.asText()));
    return names;
  }

  private static String read(DumpContent content) {
    if (content.bytes() > MAX_BYTES) {
      throw new LoadFailedException("globals of " + content.bytes() + " bytes are not plausible");
    }
    try (InputStream in = content.open()) {
      byte[] bytes = in.readNBytes((int) content.bytes() + 1);
      String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      if (bytes.length != content.bytes() || !sha256.equals(content.sha256())) {
        throw new LoadFailedException(
            "the globals are not those that were dumped: SHA-256 "
                + sha256
                + " instead of "
                + content.sha256());
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new LoadFailedException("the globals cannot be read: " + e, e);
    }
  }

  GlobalsScript script() {
    return script;
  }

  List<String> created() {
    return created;
  }

  List<String> kept() {
    return kept;
  }

  List<String> messages() {
    return messages;
  }
}
