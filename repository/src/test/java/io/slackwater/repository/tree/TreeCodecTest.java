// SPDX-License-Identifier: Apache-2.0
package io.slackwater.repository.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slackwater.repository.id.BlobId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeCodecTest {

  private static final BlobId ONE = BlobId.parse("1".repeat(64));
  private static final BlobId TWO = BlobId.parse("2".repeat(64));
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00.120Z");
  private static final NodeMetadata FILE =
      new NodeMetadata(0644, TIME, TIME, 1000, 0, "ann", "", 42, 0, 1, 0, List.of());
  private static final NodeMetadata DIRECTORY =
      new NodeMetadata(
          GoFileMode.DIRECTORY | 0755, TIME, TIME, 0, 0, "root", "root", 43, 0, 0, 0, List.of());

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void writesTheBytesThatResticWrites() {
    List<Node> nodes =
        List.of(
            Node.directory("dir", DIRECTORY, ONE),
            Node.file("file <\"\t>", FILE, 7, List.of(ONE, TWO)),
            Node.symlink("link", FILE, "to & fro"));

    assertThat(TreeCodec.encode(nodes))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(
            """
            {"nodes":[\
            {"name":"dir","type":"dir","mode":2147484141,"mtime":"2026-11-22T10:00:00.12Z","atime":"2026-11-22T10:00:00.12Z","ctime":"2026-11-22T10:00:00.12Z","uid":0,"gid":0,"user":"root","group":"root","inode":43,"content":null,"subtree":"%1$s"},\
            {"name":"file \\u003c\\\\\\"\\\\t\\u003e","type":"file","mode":420,"mtime":"2026-11-22T10:00:00.12Z","atime":"2026-11-22T10:00:00.12Z","ctime":"2026-11-22T10:00:00.12Z","uid":1000,"gid":0,"user":"ann","inode":42,"size":7,"links":1,"content":["%1$s","%2$s"]},\
            {"name":"link","type":"symlink","mode":420,"mtime":"2026-11-22T10:00:00.12Z","atime":"2026-11-22T10:00:00.12Z","ctime":"2026-11-22T10:00:00.12Z","uid":1000,"gid":0,"user":"ann","inode":42,"links":1,"linktarget":"to \\u0026 fro","content":null}\
            ]}
            """
                .formatted(ONE, TWO));
  }

  @Test
  void writesEmptyFilesWithAnEmptyListAndEmptyTrees() {
    assertThat(TreeCodec.encode(List.of())).asString().isEqualTo("{\"nodes\":[]}\n");
    assertThat(TreeCodec.encode(List.of(Node.file("f", FILE, 0, List.of()))))
        .asString()
        .contains("\"content\":[]");
  }

  @Test
  void readsBackWhatItWrote() throws Exception {
    String raw = RawText.decode(new byte[] {'z', (byte) 0xff});
    NodeMetadata device =
        new NodeMetadata(
            1L << 26, TIME, TIME, 0, 0, "", "", -1, Long.MIN_VALUE, 1, 0x801, List.of());
    List<Node> nodes =
        List.of(
            Node.directory("dir", DIRECTORY, ONE),
            Node.file("file", FILE, 7, List.of(ONE, TWO)),
            Node.special("sda", NodeType.BLOCK_DEVICE, device),
            Node.symlink(raw, FILE, raw));

    assertThat(TreeCodec.decode(TreeCodec.encode(nodes))).isEqualTo(nodes);
  }

  @Test
  void refusesNamesOutOfOrder() {
    Node a = Node.file("a", FILE, 0, List.of());
    Node b = Node.file("b", FILE, 0, List.of());

    assertThatThrownBy(() -> TreeCodec.encode(List.of(b, a)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TreeCodec.encode(List.of(a, a)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../../etc/passwd", "a/b", "a\\\\x00b"})
  void refusesNamesThatLeaveTheDirectory(String name) {
    String tree =
        "{\"nodes\":[{\"name\":\"%s\",\"type\":\"file\",\"mtime\":\"2026-01-01T00:00:00Z\",\"ctime\":\"2026-01-01T00:00:00Z\"}]}"
            .formatted(name);

    assertThatThrownBy(() -> TreeCodec.decode(utf8(tree)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not a file name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"nodes\":7}",
        "{\"nodes\":[{\"name\":\"a\",\"type\":\"pipe\"}]}"
      })
  void refusesWhatIsNoTree(String json) {
    assertThatThrownBy(() -> TreeCodec.decode(utf8(json))).isInstanceOf(IOException.class);
  }
}
