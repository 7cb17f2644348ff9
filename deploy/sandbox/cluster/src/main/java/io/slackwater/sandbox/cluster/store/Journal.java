// SPDX-License-Identifier: Apache-2.0
package io.slackwater.sandbox.cluster.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slackwater.sandbox.cluster.SandboxClusterException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Commits on disk, one JSON line each: {@code {"r":revision,"k":[group,plural,namespace,name],
 * "o":object}}, without {@code o} for a removal. A line that was cut short by the server's death is
 * dropped at the next start. Lines reach the page cache, not the disk: the death of the process
 * loses nothing, the loss of the machine's power may. A plain stream, because an interrupted thread
 * would close a channel. Not thread-safe.
 */
final class Journal implements AutoCloseable {
  private final FileOutputStream output;
  private final Recovered recovered;

  private Journal(FileOutputStream output, Recovered recovered) {
    this.output = output;
    this.recovered = recovered;
  }

  /** What a journal held when it was opened. */
  record Recovered(Map<ObjectKey, ObjectNode> objects, long revision) {}

  static Journal open(Path file) {
    try {
      Recovered recovered = Files.exists(file) ? read(file) : new Recovered(Map.of(), 0);
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Journal journal = new Journal(new FileOutputStream(fresh.toFile()), recovered);
      recovered
          .objects()
          .forEach(
              (key, object) -> journal.append(line(recovered.revision(), key).set("o", object)));
      journal.append(Json.object().put("r", recovered.revision()));
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      return journal;
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot open the journal " + file, failure);
    }
  }

  private static Recovered read(Path file) throws IOException {
    Map<ObjectKey, ObjectNode> objects = new TreeMap<>();
    long revision = 0;
    String text = Files.readString(file, StandardCharsets.UTF_8);
    int complete = text.lastIndexOf('\n') + 1;
    for (String line : text.substring(0, complete).lines().toList()) {
      ObjectNode entry = Json.readObject(line.getBytes(StandardCharsets.UTF_8));
      revision = Math.max(revision, entry.path("r").asLong());
      if (entry.has("k")) {
        ObjectKey key =
            new ObjectKey(
                entry.path("k").path(0).asText(),
                entry.path("k").path(1).asText(),
                entry.path("k").path(2).asText(),
                entry.path("k").path(3).asText());
        if (entry.get("o") instanceof ObjectNode object) {
          objects.put(key, object);
        } else {
          objects.remove(key);
        }
      }
    }
    return new Recovered(objects, revision);
  }

  Recovered recovered() {
    return recovered;
  }

  void appendState(long revision, ObjectKey key, ObjectNode object) {
    append(line(revision, key).set("o", object));
  }

  void appendRemoval(long revision, ObjectKey key) {
    append(line(revision, key));
  }

  private static ObjectNode line(long revision, ObjectKey key) {
    ObjectNode line = Json.object().put("r", revision);
    line.putArray("k").add(key.group()).add(key.plural()).add(key.namespace()).add(key.name());
    return line;
  }

  private void append(ObjectNode line) {
    byte[] json = Json.write(line);
    byte[] terminated = Arrays.copyOf(json, json.length + 1);
    terminated[json.length] = '\n';
    try {
      output.write(terminated);
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot write the journal", failure);
    }
  }

  @Override
  public void close() {
    try {
      output.close();
    } catch (IOException failure) {
      throw new SandboxClusterException("cannot close the journal", failure);
    }
  }
}
