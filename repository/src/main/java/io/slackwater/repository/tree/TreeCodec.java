// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.slackwater.repository.id.BlobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * Trees as restic writes them, in its order of fields: the same directory gives the same blob, and
 * restic can rewrite it without loss.
 */
public final class TreeCodec {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final HexFormat HEX = HexFormat.of();

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
    try (JsonParser json = FACTORY.createParser(content)) {
      return new NodeParser(json).nodes();
    }
  }

  private static void write(StringBuilder json, Node node) {
    NodeMetadata metadata = node.metadata();
    json.append("{\"name\":");
    GoJson.string(json, GoQuote.quote(node.name()));
    text(json, "type", node.type().word());
    number(json, "mode", metadata.mode());
    GoTime.append(json.append(",\"mtime\":\""), metadata.modified());
    // restic, too, keeps the modification time as access time: reading must not change a tree.
    GoTime.append(json.append("\",\"atime\":\""), metadata.modified());
    GoTime.append(json.append("\",\"ctime\":\""), metadata.changed());
    json.append("\",\"uid\":").append(metadata.uid()).append(",\"gid\":").append(metadata.gid());
    text(json, "user", metadata.user());
    text(json, "group", metadata.group());
    number(json, "inode", metadata.inode());
    number(json, "device_id", metadata.deviceId());
    number(json, "size", node.size());
    number(json, "links", metadata.links());
    linkTarget(json, node.linkTarget());
    attributes(json, metadata.attributes());
    number(json, "device", metadata.device());
    content(json, node);
    BlobId subtree = node.subtree();
    if (subtree != null) {
      HEX.formatHex(json.append(",\"subtree\":\""), subtree.hash().bytes()).append('"');
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

  private static void attributes(StringBuilder json, List<ExtendedAttribute> attributes) {
    if (attributes.isEmpty()) {
      return;
    }
    json.append(",\"extended_attributes\":[");
    for (int i = 0; i < attributes.size(); i++) {
      json.append(i == 0 ? "{\"name\":" : ",{\"name\":");
      GoJson.string(json, attributes.get(i).name());
      json.append(",\"value\":\"").append(attributes.get(i).base64()).append("\"}");
    }
    json.append(']');
  }

  private static void content(StringBuilder json, Node node) {
    json.append(",\"content\":");
    if (node.type() != NodeType.FILE) {
      json.append("null");
      return;
    }
    json.append('[');
    for (int i = 0; i < node.content().size(); i++) {
      json.append(i == 0 ? "\"" : ",\"");
      HEX.formatHex(json, node.content().get(i).hash().bytes()).append('"');
    }
    json.append(']');
  }
}
