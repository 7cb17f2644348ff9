// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slackwater.repository.id.BlobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Trees as restic writes them, in its order of fields: the same directory gives the same blob, and
 * restic can rewrite it without loss.
 */
public final class TreeCodec {

  private static final ObjectMapper JSON = new ObjectMapper();

  private TreeCodec() {}

  /**
   * Writes a tree.
   *
   * @throws IllegalArgumentException if the names do not strictly ascend
   */
  public static byte[] encode(List<Node> nodes) {
    StringBuilder json = new StringBuilder(64 + 400 * nodes.size());
    json.append("{\"nodes\":[");
    for (int i = 0; i < nodes.size(); i++) {
      if (i > 0) {
        if (RawText.BYTE_ORDER.compare(nodes.get(i - 1).name(), nodes.get(i).name()) >= 0) {
          throw new IllegalArgumentException("names out of order: " + nodes.get(i).name());
        }
        json.append(',');
      }
      write(json, nodes.get(i));
    }
    return json.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a tree.
   *
   * @throws IOException if it is none, or holds a name that cannot be a file's
   */
  public static List<Node> decode(byte[] content) throws IOException {
    JsonNode nodes = JSON.readTree(content).path("nodes");
    if (!nodes.isArray() && !nodes.isNull()) {
      throw new IOException("a tree has a list of nodes");
    }
    List<Node> decoded = new ArrayList<>(nodes.size());
    for (JsonNode node : nodes) {
      decoded.add(read(node));
    }
    return decoded;
  }

  private static void write(StringBuilder json, Node node) {
    NodeMetadata metadata = node.metadata();
    json.append("{\"name\":");
    GoJson.string(json, GoQuote.quote(node.name()));
    text(json, "type", node.type().word());
    number(json, "mode", metadata.mode());
    String modified = GoTime.format(metadata.modified());
    text(json, "mtime", modified);
    // restic, too, keeps the modification time as access time: reading must not change a tree.
    text(json, "atime", modified);
    text(json, "ctime", GoTime.format(metadata.changed()));
    json.append(",\"uid\":").append(metadata.uid()).append(",\"gid\":").append(metadata.gid());
    text(json, "user", metadata.user());
    text(json, "group", metadata.group());
    number(json, "inode", metadata.inode());
    number(json, "device_id", metadata.deviceId());
    number(json, "size", node.size());
    number(json, "links", metadata.links());
    linkTarget(json, node.linkTarget());
    number(json, "device", metadata.device());
    content(json, node);
    BlobId subtree = node.subtree();
    if (subtree != null) {
      text(json, "subtree", subtree.hex());
    }
    json.append('}');
  }

  private static void text(StringBuilder json, String field, String value) {
    if (!value.isEmpty()) {
      json.append(",\"").append(field).append("\":");
      GoJson.string(json, value);
    }
  }

  private static void number(StringBuilder json, String field, long value) {
    if (value != 0) {
      json.append(",\"").append(field).append("\":").append(Long.toUnsignedString(value));
    }
  }

  private static void linkTarget(StringBuilder json, String target) {
    text(json, "linktarget", target);
    if (target.codePoints().anyMatch(RawText::isEscapedByte)) {
      text(json, "linktarget_raw", Base64.getEncoder().encodeToString(RawText.encode(target)));
    }
  }

  private static void content(StringBuilder json, Node node) {
    json.append(",\"content\":");
    if (node.type() != NodeType.FILE) {
      json.append("null");
      return;
    }
    json.append('[');
    for (int i = 0; i < node.content().size(); i++) {
      json.append(i == 0 ? "\"" : ",\"").append(node.content().get(i).hex()).append('"');
    }
    json.append(']');
  }

  private static Node read(JsonNode json) throws IOException {
    String name = GoQuote.unquote(json.path("name").asText());
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IOException("not a file name: " + json.path("name"));
    }
    try {
      List<BlobId> content = new ArrayList<>(json.path("content").size());
      for (JsonNode blob : json.path("content")) {
        content.add(BlobId.parse(blob.asText()));
      }
      String target =
          json.has("linktarget_raw")
              ? RawText.decode(Base64.getDecoder().decode(json.path("linktarget_raw").asText()))
              : json.path("linktarget").asText();
      return new Node(
          name,
          NodeType.ofWord(json.path("type").asText()),
          metadata(json),
          json.path("size").asLong(),
          target,
          List.copyOf(content),
          json.hasNonNull("subtree") ? BlobId.parse(json.path("subtree").asText()) : null);
    } catch (IllegalArgumentException e) {
      throw new IOException("node " + json.path("name") + ": " + e.getMessage(), e);
    }
  }

  private static NodeMetadata metadata(JsonNode json) throws IOException {
    return new NodeMetadata(
        json.path("mode").asLong(),
        GoTime.parse(json.path("mtime").asText()),
        GoTime.parse(json.path("ctime").asText()),
        json.path("uid").asLong(),
        json.path("gid").asLong(),
        json.path("user").asText(),
        json.path("group").asText(),
        json.path("inode").bigIntegerValue().longValue(),
        json.path("device_id").bigIntegerValue().longValue(),
        json.path("links").asLong(),
        json.path("device").bigIntegerValue().longValue());
  }
}
