// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.repository.id.BlobId;
import io.slackwater.repository.id.PackId;
import io.slackwater.repository.pack.BlobType;
import io.slackwater.repository.pack.PackedBlob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The JSON of an index file. */
public final class IndexFile {

  /** An index file is closed once it lists this many blobs, as restic does. */
  public static final int MAX_BLOBS = 50_000;

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final ObjectMapper JSON = new ObjectMapper();

  private IndexFile() {}

  /** Writes the JSON. */
  public static byte[] encode(List<IndexedPack> packs) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeArrayFieldStart("packs");
      for (IndexedPack pack : packs) {
        json.writeStartObject();
        json.writeStringField("id", pack.id().hex());
        json.writeArrayFieldStart("blobs");
        for (PackedBlob blob : pack.blobs()) {
          write(json, blob);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads the JSON.
   *
   * @throws IOException if it is not an index
   */
  public static List<IndexedPack> decode(byte[] content) throws IOException {
    JsonNode packs = JSON.readTree(content).path("packs");
    if (!packs.isArray() && !packs.isNull()) {
      throw new IOException("an index has a list of packs");
    }
    List<IndexedPack> decoded = new ArrayList<>(packs.size());
    try {
      for (JsonNode pack : packs) {
        List<PackedBlob> blobs = new ArrayList<>();
        for (JsonNode blob : pack.path("blobs")) {
          blobs.add(read(blob));
        }
        decoded.add(new IndexedPack(PackId.parse(pack.path("id").asText()), List.copyOf(blobs)));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    return decoded;
  }

  private static void write(JsonGenerator json, PackedBlob blob) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", blob.id().hex());
    json.writeStringField("type", blob.type().word());
    json.writeNumberField("offset", blob.offset());
    json.writeNumberField("length", blob.length());
    if (blob.compressed()) {
      json.writeNumberField("uncompressed_length", blob.plainLength());
    }
    json.writeEndObject();
  }

  private static PackedBlob read(JsonNode blob) {
    return new PackedBlob(
        BlobId.parse(blob.path("id").asText()),
        BlobType.ofWord(blob.path("type").asText()),
        blob.path("offset").asLong(),
        blob.path("length").asInt(),
        blob.path("uncompressed_length").asInt());
  }
}
