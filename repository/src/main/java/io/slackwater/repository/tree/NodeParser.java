// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.slackwater.repository.id.BlobId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the nodes of one tree, field by field, whatever their order. Unknown fields are skipped.
 */
final class NodeParser {

  private final JsonParser json;
  // Few names are many files' owners: one string of each is enough.
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private List<BlobId> content = List.of();
  private List<ExtendedAttribute> attributes = List.of();

  NodeParser(JsonParser json) {
    this.json = json;
  }

  List<Node> nodes() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("a tree is a JSON object");
    }
    List<Node> nodes = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = json.currentName().equals("nodes");
      JsonToken value = json.nextToken();
      if (!wanted) {
        json.skipChildren();
      } else if (value == JsonToken.VALUE_NULL) {
        nodes = List.of();
      } else if (value == JsonToken.START_ARRAY) {
        nodes = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
          nodes.add(node());
        }
        expect(JsonToken.END_ARRAY);
      }
    }
    expect(JsonToken.END_OBJECT);
    if (nodes == null) {
      throw new IOException("a tree has a list of nodes");
    }
    return nodes;
  }

  private void expect(JsonToken token) throws IOException {
    if (json.currentToken() != token) {
      throw new IOException("%s expected, not %s".formatted(token, json.currentToken()));
    }
  }

  private Node node() throws IOException {
    texts.clear();
    numbers.clear();
    content = List.of();
    attributes = List.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      switch (json.nextToken()) {
        case VALUE_STRING -> texts.put(field, json.getText());
        case VALUE_NUMBER_INT -> numbers.put(field, integer());
        case START_ARRAY -> list(field);
        case null -> throw new IOException("a node ends early");
        default -> json.skipChildren();
      }
    }
    expect(JsonToken.END_OBJECT);
    String name = name();
    try {
      return new Node(
          name,
          NodeType.ofWord(text("type")),
          metadata(),
          number("size"),
          linkTarget(),
          content,
          blob("subtree"));
    } catch (IllegalArgumentException e) {
      throw new IOException("node %s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Unsigned numbers of 64 bits keep their bits. */
  private long integer() throws IOException {
    return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? json.getBigIntegerValue().longValue()
        : json.getLongValue();
  }

  private void list(String field) throws IOException {
    switch (field) {
      case "content" -> {
        List<BlobId> blobs = new ArrayList<>();
        try {
          while (json.nextToken() == JsonToken.VALUE_STRING) {
            blobs.add(BlobId.parse(json.getText()));
          }
        } catch (IllegalArgumentException e) {
          throw new IOException(e.getMessage(), e);
        }
        expect(JsonToken.END_ARRAY);
        content = List.copyOf(blobs);
      }
      case "extended_attributes" -> {
        attributes = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
          attributes.add(attribute());
        }
        expect(JsonToken.END_ARRAY);
      }
      default -> json.skipChildren();
    }
  }

  private ExtendedAttribute attribute() throws IOException {
    String name = "";
    String value = "";
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (token == JsonToken.VALUE_STRING && field.equals("name")) {
        name = json.getText();
      } else if (token == JsonToken.VALUE_STRING && field.equals("value")) {
        value = json.getText();
      } else {
        json.skipChildren();
      }
    }
    return new ExtendedAttribute(name, value);
  }

  private String name() throws IOException {
    String name = GoQuote.unquote(text("name"));
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IOException("not a file name: " + text("name"));
    }
    return name;
  }

  private String linkTarget() {
    String raw = texts.get("linktarget_raw");
    return raw == null ? text("linktarget") : RawText.decode(Base64.getDecoder().decode(raw));
  }

  private NodeMetadata metadata() throws IOException {
    Instant modified = time("mtime");
    return new NodeMetadata(
        number("mode"),
        modified,
        time("ctime"),
        number("uid"),
        number("gid"),
        shared(text("user")),
        shared(text("group")),
        number("inode"),
        number("device_id"),
        number("links"),
        number("device"),
        attributes);
  }

  private Instant time(String field) throws IOException {
    return GoTime.parse(text(field));
  }

  private String text(String field) {
    String text = texts.get(field);
    return text == null ? "" : text;
  }

  private String shared(String text) {
    String known = names.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private long number(String field) {
    Long number = numbers.get(field);
    return number == null ? 0 : number;
  }

  private @Nullable BlobId blob(String field) {
    String hex = texts.get(field);
    return hex == null ? null : BlobId.parse(hex);
  }
}
